package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.PackedOperand;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;

/** Matrix products by register tiles, each as it was planned when its shape was met first. */
final class VectorProducts implements ProductKernels {

  private static final float[] NO_COPY = {};

  @Override
  public void gemm(
      Transposition t,
      SumOrder order,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    if (m == 0 || n == 0 || k == 0 && accumulate) {
      return;
    }
    boolean aligned = ProductShape.isAligned(b, bOffset, ldb);
    PlannedProducts.get(t, order, m, n, k, lda, ldb, ldc, accumulate, false, Epilogue.NONE, aligned)
        .run(a, aOffset, b, bOffset, c, cOffset, 0);
  }

  @Override
  public void addScaled(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float scale,
      float[] c,
      int cOffset,
      int ldc) {
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    PlannedProducts.get(
            Transposition.TN,
            SumOrder.CHAIN,
            m,
            n,
            k,
            lda,
            ldb,
            ldc,
            false,
            true,
            Epilogue.NONE,
            ProductShape.isAligned(b, bOffset, ldb))
        .run(a, aOffset, b, bOffset, c, cOffset, scale);
  }

  /**
   * Rows a multiple of a vector apart, so that none of their vectors crosses a cache line where the
   * array itself does not start within one, and panels where there is a vector of columns.
   */
  @Override
  public PackedOperand pack(
      Transposition t, int n, int k, float[] b, int bOffset, int ldb, float[] row) {
    int count = t == Transposition.NT ? n : k;
    int length = t == Transposition.NT ? k : n;
    int stride = Shares.count(length, Lanes.COUNT) * Lanes.COUNT;
    float[] rows = new float[Scratch.ALIGNED + count * stride];
    for (int i = 0; i < count; i++) {
      System.arraycopy(b, bOffset + i * ldb, rows, Scratch.ALIGNED + i * stride, length);
    }
    float[] panels =
        n >= Lanes.COUNT && k > 0 ? PrepackedProduct.pack(t, n, k, b, bOffset, ldb, row) : NO_COPY;
    float[] chains =
        t == Transposition.NT && ChainwiseProduct.suits(n, k)
            ? ChainwiseProduct.pack(n, k, b, bOffset, ldb, row)
            : NO_COPY;
    return new PackedOperand(t, n, k, rows, Scratch.ALIGNED, stride, panels, chains);
  }

  @Override
  public boolean hasEpilogue(SumOrder order, int m, PackedOperand b) {
    return suitsCopy(order, m, b) && copy(order, b).length > 0;
  }

  /** Whether so many rows are faster on tiles' order of b than on its rows. */
  private static boolean suitsCopy(SumOrder order, int m, PackedOperand b) {
    return order == SumOrder.INTERLEAVED
        ? ChainwiseProduct.pays(m)
        : m >= PackedProduct.MR || b.t() == Transposition.NT;
  }

  private static float[] copy(SumOrder order, PackedOperand b) {
    return order == SumOrder.INTERLEAVED ? b.chains() : b.panels();
  }

  @Override
  public void gemmPacked(
      SumOrder order,
      int m,
      int j,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      PackedOperand b,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      Epilogue epilogue) {
    float[] copy = copy(order, b);
    // A strip may have too few rows where the product has enough, and then has an epilogue too.
    boolean suits = epilogue != Epilogue.NONE || suitsCopy(order, m, b);
    if (!suits || copy.length == 0) {
      ProductKernels.super.gemmPacked(
          order, m, j, columns, a, aOffset, lda, b, c, cOffset, ldc, accumulate, epilogue);
      return;
    }
    if (m == 0) {
      return;
    }
    int packed = PrepackedProduct.PACKED;
    PlannedProduct plan =
        PlannedProducts.get(
            Transposition.NN,
            order,
            m,
            b.n(),
            b.k(),
            lda,
            packed,
            ldc,
            accumulate,
            false,
            epilogue,
            false);
    ((ProductOfPacked) plan).run(j, columns, a, aOffset, copy, Scratch.ALIGNED, c, cOffset);
  }
}
