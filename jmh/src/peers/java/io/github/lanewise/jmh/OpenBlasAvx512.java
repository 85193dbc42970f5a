package io.github.lanewise.jmh;

/** OpenBLAS made to use its AVX-512 kernels. */
final class OpenBlasAvx512 implements GemmPeer {

  @Override
  public boolean supported() {
    return OpenBlasLibrary.avx512();
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
    OpenBlasLibrary.preferAvx512();
    OpenBlasLibrary.load();
    if (!OpenBlasLibrary.core().equalsIgnoreCase(OpenBlasLibrary.AVX512_CORE)) {
      throw new IllegalStateException(
          "impl=openblas-avx512 got the kernels for " + OpenBlasLibrary.core());
    }
  }
}
