package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;

/**
 * OpenBLAS made to use its AVX-512 kernels. Of a CPU that it does not know it takes the AVX2 ones;
 * the environment variable {@code OPENBLAS_CORETYPE} overrules that, if it is there before the
 * library is loaded.
 */
final class OpenBlasAvx512 implements NativePeer {

  private static final String CORE = "SkylakeX";

  @Override
  public boolean supported() {
    return Machine.flags().contains("avx512f");
  }

  @Override
  public GemmArm arm(GemmOperands operands, int threads) {
    load();
    OpenBlasLibrary.setThreads(threads);
    return new CblasGemm(operands);
  }

  @Override
  public String describe() {
    load();
    return OpenBlasLibrary.config() + ", kernels for " + OpenBlasLibrary.core();
  }

  private static void load() {
    try (Arena arena = Arena.ofConfined()) {
      NativeCall.invoke(
          NativeCall.of("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)),
          arena.allocateFrom("OPENBLAS_CORETYPE"),
          arena.allocateFrom(CORE),
          1);
    }
    OpenBlasLibrary.load();
    if (!OpenBlasLibrary.core().equalsIgnoreCase(CORE)) {
      throw new IllegalStateException(
          "impl=openblas-avx512 got the kernels for " + OpenBlasLibrary.core());
    }
  }
}
