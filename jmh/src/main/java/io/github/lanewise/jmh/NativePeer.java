package io.github.lanewise.jmh;

import java.util.ServiceLoader;

/**
 * An arm that calls native code. A JVM may have only one: the libraries define the same symbols, so
 * with two of them loaded one would be timed under both names.
 */
interface NativePeer {

  /** The value of {@code impl}. */
  String impl();

  /** Whether this CPU can run it. */
  boolean supported();

  /** Loads the library, which then has so many threads. */
  GemmArm arm(GemmOperands operands, int threads);

  /** Loads the library and says its version, and which kernels it has chosen for this CPU. */
  String describe();

  /**
   * The peer of that name.
   *
   * @throws IllegalArgumentException if the benchmarks were built without it
   */
  static NativePeer named(String impl) {
    return ServiceLoader.load(NativePeer.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(peer -> peer.impl().equals(impl))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "impl=%s needs the native peers: build with ./mvnw -q -Ppeers -pl jmh -am package -DskipTests"
                    .formatted(impl)));
  }
}
