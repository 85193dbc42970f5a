package io.github.lanewise.kernel.scalar;

import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.Engine;
import io.github.lanewise.kernel.ProductKernels;

/** The engine in plain Java: always there, same bits. */
public final class ScalarEngine implements Engine {

  private final ProductKernels products = new ScalarProducts();
  private final ElementwiseKernels elementwise = new ScalarElementwise();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
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
