package io.github.lanewise.kernel.vector;

/** A product on a B that was packed once for many products, whole or some columns of it. */
abstract class ProductOfPacked extends PlannedProduct {

  private final int n;

  /** n is the columns of the whole product. */
  ProductOfPacked(int n) {
    this.n = n;
  }

  @Override
  final void run(float[] a, int a0, float[] panels, int b0, float[] c, int c0, float scale) {
    run(0, n, a, a0, panels, b0, c, c0);
  }

  /** The columns from {@code j} on, where a group starts; c0 is where C starts, and not they. */
  abstract void run(int j, int count, float[] a, int a0, float[] panels, int b0, float[] c, int c0);
}
