package io.github.lanewise.jmh;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.PackedMatrix;
import io.github.lanewise.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The matrix products of a step or of an inference and nothing else: the floor of their time.
 *
 * <pre>
 * step    P_l = P_(l−1)·W_lᵀ     l = 1 … L, P₀ = x      Gemm.nt
 *         Δ_(l−1) = Δ_l·W_l      l = L … 2              Gemm.nn
 *         G_l = Δ_lᵀ·P_(l−1)     l = L … 1              Gemm.tn
 * infer   P_l = P_(l−1)·W_lᵀ     W packed before        Gemm.packed
 * </pre>
 *
 * <p>Each product reads what the one before has just written, as in a step; Δ_L is uniform in ±1.
 */
final class ProductsOnly implements TimedStep {

  private final NetworkShape shape;
  private final Threads threads;
  private final Matrix[] w;
  private final PackedMatrix[] packed;
  private final Matrix[] p;
  private final Matrix[] delta;
  private final Matrix[] gradient;

  ProductsOnly(StepProblem problem, Threads threads) {
    this.threads = threads;
    shape = problem.shape();
    int depth = shape.depth();
    int batch = shape.batch();
    w = new Matrix[depth + 1];
    packed = new PackedMatrix[depth + 1];
    p = new Matrix[depth + 1];
    delta = new Matrix[depth + 1];
    gradient = new Matrix[depth + 1];
    p[0] = Matrix.wrap(problem.x(), batch, shape.inputs());
    for (int l = 1; l <= depth; l++) {
      w[l] = shape.weights(problem.parameters(), l);
      packed[l] = PackedMatrix.ofTransposed(w[l]);
      p[l] = Matrix.zeros(batch, shape.widths()[l]);
      delta[l] = Matrix.zeros(batch, shape.widths()[l]);
      gradient[l] = Matrix.zeros(shape.widths()[l], shape.widths()[l - 1]);
    }
    SplittableRandom random = new SplittableRandom(3);
    float[] last = delta[depth].data();
    for (int i = 0; i < last.length; i++) {
      last[i] = (float) random.nextDouble(-1, 1);
    }
  }

  /** Such an arm, all of whose products have been checked against sums in double. */
  static ProductsOnly checked(StepProblem problem, Threads threads) {
    ProductsOnly arm = new ProductsOnly(problem, threads);
    arm.forget();
    arm.infer();
    arm.products().subList(0, arm.shape.depth()).forEach(ProductsOnly::check);
    arm.forget();
    arm.step();
    arm.products().forEach(ProductsOnly::check);
    return arm;
  }

  private static void check(GemmOperands product) {
    ProductOracle.check("products", product);
  }

  @Override
  public float step() {
    int depth = shape.depth();
    for (int l = 1; l <= depth; l++) {
      Gemm.nt(p[l - 1], w[l], p[l], threads);
    }
    for (int l = depth; l > 1; l--) {
      Gemm.nn(delta[l], w[l], delta[l - 1], threads);
    }
    for (int l = depth; l >= 1; l--) {
      Gemm.tn(delta[l], p[l - 1], gradient[l], threads);
    }
    return gradient[1].get(0, 0);
  }

  @Override
  public void infer() {
    for (int l = 1; l <= shape.depth(); l++) {
      Gemm.packed(p[l - 1], packed[l], p[l], threads);
    }
  }

  /** Fills all results with NaN, so that a product that is left out does not pass a check. */
  private void forget() {
    for (int l = 1; l <= shape.depth(); l++) {
      Arrays.fill(p[l].data(), Float.NaN);
      Arrays.fill(gradient[l].data(), Float.NaN);
      if (l < shape.depth()) {
        Arrays.fill(delta[l].data(), Float.NaN);
      }
    }
  }

  /** Operands and results as they are now, in the order of {@link #step}. */
  List<GemmOperands> products() {
    List<GemmOperands> products = new ArrayList<>();
    int depth = shape.depth();
    for (int l = 1; l <= depth; l++) {
      products.add(GemmOperands.of("NT", p[l - 1], w[l], p[l]));
    }
    for (int l = depth; l > 1; l--) {
      products.add(GemmOperands.of("NN", delta[l], w[l], delta[l - 1]));
    }
    for (int l = depth; l >= 1; l--) {
      products.add(GemmOperands.of("TN", delta[l], p[l - 1], gradient[l]));
    }
    return products;
  }
}
