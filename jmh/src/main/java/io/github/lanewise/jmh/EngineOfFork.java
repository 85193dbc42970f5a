package io.github.lanewise.jmh;

import io.github.lanewise.Lanewise;

/** Gives the JVM of a fork the engine that its arm is named after. */
final class EngineOfFork {

  private EngineOfFork() {}

  /**
   * Forces the vector engine for {@code lanewise} and the scalar one for {@code scalar}. A JVM has
   * one engine, chosen at the first use of the library; JMH forks a JVM for each arm.
   *
   * @throws IllegalStateException if this JVM has the other engine or cannot have this one
   */
  static void use(String impl) {
    String engine = impl.equals("scalar") ? "scalar" : "vector";
    System.setProperty("lanewise.engine", engine);
    String chosen = Lanewise.describe().engine();
    if (!chosen.equals(engine)) {
      throw new IllegalStateException(
          "impl=%s needs the %s engine, but this JVM has chosen the %s engine already; run with a fork for each arm"
              .formatted(impl, engine, chosen));
    }
  }
}
