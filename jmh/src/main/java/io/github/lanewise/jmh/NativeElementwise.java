package io.github.lanewise.jmh;

import java.lang.reflect.InvocationTargetException;

/** An arm of {@link ElementwiseBenchmark} that calls native code on native memory. */
interface NativeElementwise extends Runnable {

  /** Copies the result to the operands. */
  void store();

  /**
   * MKL's vector mathematics.
   *
   * @throws IllegalArgumentException if the benchmarks were built without it, or it has not this
   *     operation
   */
  static NativeElementwise mkl(String op, ElementwiseOperands operands) {
    try {
      Class<?> type = Class.forName(NativeElementwise.class.getPackageName() + ".MklElementwise");
      return (NativeElementwise)
          type.getDeclaredConstructor(String.class, ElementwiseOperands.class)
              .newInstance(op, operands);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "impl=mkl needs the native peers: build with ./mvnw -q -Ppeers -pl jmh -am package"
              + " -DskipTests",
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("impl=mkl op=" + op, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("impl=mkl", e);
    }
  }
}
