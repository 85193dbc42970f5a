package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * {@code cblas_sgemm} of the one BLAS that this JVM has loaded, row-major, on native memory aligned
 * to 64 bytes. It is called in the cheapest way there is, without JNI and without a transition of
 * the thread's state, since for the smallest products the call is a part of the time.
 */
final class CblasGemm implements GemmArm {

  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANS = 111;
  private static final int TRANS = 112;
  private static final int ALIGNMENT = 64;

  private static final MethodHandle SGEMM =
      NativeCall.of(
          "cblas_sgemm",
          FunctionDescriptor.ofVoid(
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_FLOAT,
              ADDRESS,
              JAVA_INT,
              ADDRESS,
              JAVA_INT,
              JAVA_FLOAT,
              ADDRESS,
              JAVA_INT),
          Linker.Option.critical(false));

  private final float[] target;
  private final int transA;
  private final int transB;
  private final int m;
  private final int n;
  private final int k;
  private final int lda;
  private final int ldb;
  private final int ldc;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  CblasGemm(GemmOperands o) {
    ProductShape s = o.shape();
    target = o.c();
    transA = s.transposesA() ? TRANS : NO_TRANS;
    transB = s.transposesB() ? TRANS : NO_TRANS;
    m = s.m();
    n = s.n();
    k = s.k();
    lda = s.lda();
    ldb = s.ldb();
    ldc = s.ldc();
    a = copy(o.a());
    b = copy(o.b());
    c = copy(o.c());
  }

  private static MemorySegment copy(float[] values) {
    long bytes = (long) Float.BYTES * values.length;
    return Arena.global().allocate(bytes, ALIGNMENT).copyFrom(MemorySegment.ofArray(values));
  }

  @Override
  public void multiply() {
    try {
      SGEMM.invokeExact(ROW_MAJOR, transA, transB, m, n, k, 1f, a, lda, b, ldb, 0f, c, ldc);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cblas_sgemm has thrown", e);
    }
  }

  @Override
  public void store() {
    MemorySegment.ofArray(target).copyFrom(c);
  }
}
