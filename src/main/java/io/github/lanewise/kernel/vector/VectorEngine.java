package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.Engine;
import io.github.lanewise.kernel.ProductKernels;

/** The engine on the Vector API. Link it only where module jdk.incubator.vector is resolved. */
public final class VectorEngine implements Engine {

  private final ProductKernels products = new VectorProducts();
  private final ElementwiseKernels elementwise = new VectorElementwise();

  /**
   * The width every kernel of this JVM uses; {@link IllegalStateException} if one is forced that
   * cannot be had.
   */
  public static int widthInBits() {
    return VectorWidth.bits();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return Lanes.COUNT;
  }

  @Override
  public ProductKernels products() {
    return products;
  }

  @Override
  public ElementwiseKernels elementwise() {
    return elementwise;
  }
}
