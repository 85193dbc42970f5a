package io.github.lanewise.jmh;

/**
 * An arm that calls native code. A JVM may have only one: the libraries define the same symbols, so
 * with two of them loaded one would be timed under both names.
 */
interface NativePeer {

  /** Whether this CPU can run it. */
  boolean supported();

  /** Loads the library and says its version, and which kernels it has chosen for this CPU. */
  String describe();

  /**
   * The peer of that name.
   *
   * @throws IllegalArgumentException if the benchmarks were built without it
   */
  static <T extends NativePeer> T named(String impl, Class<T> kind) {
    try {
      Class<?> type = Class.forName(className(impl));
      return kind.cast(type.getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "impl=%s needs the native peers: build with ./mvnw -q -Ppeers -pl jmh -am package -DskipTests"
              .formatted(impl),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("impl=" + impl, e);
    }
  }

  /** Whether the benchmarks were built with it. */
  static boolean built(String impl) {
    try {
      Class.forName(className(impl));
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String className(String impl) {
    String name =
        switch (impl) {
          case "openblas" -> "OpenBlas";
          case "openblas-avx512" -> "OpenBlasAvx512";
          case "mkl" -> "Mkl";
          case "pytorch" -> "PyTorch";
          case "onnx" -> "Onnx";
          default -> throw new IllegalArgumentException("impl=" + impl + " is no native peer");
        };
    return NativePeer.class.getPackageName() + "." + name;
  }
}
