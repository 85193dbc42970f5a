package io.github.lanewise.jmh;

/** OpenBLAS with the kernels that it chooses by itself. */
final class OpenBlas implements GemmPeer {

  @Override
  public boolean supported() {
    return true;
  }

  @Override
  public GemmArm arm(GemmOperands operands, int threads) {
    OpenBlasLibrary.load();
    OpenBlasLibrary.setThreads(threads);
    return new CblasGemm(operands);
  }

  @Override
  public String describe() {
    OpenBlasLibrary.load();
    return OpenBlasLibrary.config() + ", kernels for " + OpenBlasLibrary.core();
  }
}
