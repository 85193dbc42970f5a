package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Transposition;

/**
 * A·B or Aᵀ·B of few terms with a C that the second-level cache does not hold, so that its traffic
 * takes the time: a few rows at a time, each written from end to end, which prefetchers follow.
 *
 * <pre>
 * for i in rows by height
 *   all columns of these rows, see InPlaceProduct
 * </pre>
 */
final class BandedProduct extends PlannedProduct {

  /** Rows of a band: of 1 to 48 tried, the fastest, or nearly, with 4 to 32 terms. */
  private static final int HEIGHT = 8;

  private final ProductShape shape;
  private final PlannedProduct band;
  private final PlannedProduct rest;

  /** Rows of C so many elements apart, or a multiple of it, share few sets of the caches. */
  static final int CROWDING = 512;

  /** Terms from which on bands of such rows pay even where that cache holds C. */
  private static final int TERMS_OF_CROWDED = 4;

  /**
   * Whether C is that large, and B small enough to be read from that cache for every band. With 16
   * registers bands have never been the fastest: {@link SweptProduct}, packing or tiles are.
   */
  static boolean pays(ProductShape shape) {
    long l2 = PackedProduct.CACHES.l2();
    boolean crowded = shape.ldc() % CROWDING == 0 && shape.k() >= TERMS_OF_CROWDED;
    boolean large = crowded ? 4L * shape.m() * shape.ldc() >= l2 / 4 : !shape.hasNearC();
    return !TileShapes.SMALL && shape.m() > HEIGHT && large && shape.hasNearB();
  }

  BandedProduct(ProductShape shape) {
    this.shape = shape;
    this.band = new InPlaceProduct(shape.withRows(HEIGHT));
    int left = shape.m() % HEIGHT;
    this.rest = left > 0 ? new InPlaceProduct(shape.withRows(left)) : null;
  }

  @Override
  void run(float[] a, int a0, float[] b, int b0, float[] c, int c0, float scale) {
    int aStep = shape.t() == Transposition.TN ? 1 : shape.lda();
    int whole = shape.m() / HEIGHT * HEIGHT;
    for (int i = 0; i < whole; i += HEIGHT) {
      band.run(a, a0 + i * aStep, b, b0, c, c0 + i * shape.ldc(), scale);
    }
    if (rest != null) {
      rest.run(a, a0 + whole * aStep, b, b0, c, c0 + whole * shape.ldc(), scale);
    }
  }
}
