package io.github.lanewise;

import io.github.lanewise.kernel.BinaryCrossEntropy;
import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.Softmax;

/**
 * Functions, arithmetic, costs and sums, element by element.
 *
 * <p><b>Exactness.</b> Every function is a fixed sequence of IEEE 754 operations, every sum has an
 * order that depends on the shape alone, so the bits of a result depend neither on engine, vector
 * width and strides nor on where in a matrix an element stands. Only the sign and payload of a NaN
 * are open.
 *
 * <p><b>Accuracy.</b> The functions from {@link #exp} to {@link #gelu} state the largest error over
 * all floats, in units in the last place (ulp) of the exact result; one rounding is at most ½. The
 * derivatives of SiLU and GELU, which are about 1 in size and cross 0, state it in u = 2⁻²⁴, as
 * sums state their bound.
 *
 * <p><b>Special values.</b> NaN and infinities propagate as in IEEE 754. Nothing is clamped,
 * subnormal numbers are kept.
 *
 * <p><b>Shapes.</b> All matrices of a call have one shape unless it says otherwise; any size may be
 * 0. Outputs are overwritten. <b>Aliasing.</b> An output may be the same view as an input unless
 * the method says otherwise, but may not overlap it partly; inputs may overlap each other.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} naming the operands and shapes, before
 * anything is written. <b>Threads.</b> Every method runs on the caller's thread, allocates nothing,
 * and may be called from any number of threads at once, on different outputs.
 */
public final class Elementwise {

  /** Largest error of {@link #exp} in ulp, over all floats. */
  public static final double EXP_ULP = 0.91;

  /** Largest error of {@link #log} in ulp, over all floats. */
  public static final double LOG_ULP = 0.94;

  /** Largest error of {@link #sigmoid} in ulp, over all floats. */
  public static final double SIGMOID_ULP = 0.91;

  /** Largest error of {@link #tanh} in ulp, over all floats. */
  public static final double TANH_ULP = 0.78;

  /** Largest error of {@link #softplus} in ulp, over all floats. */
  public static final double SOFTPLUS_ULP = 0.96;

  /** Largest error of {@link #silu} in ulp, over all floats. */
  public static final double SILU_ULP = 1.02;

  /** Largest error of {@link #gelu} in ulp, over all floats. */
  public static final double GELU_ULP = 1.68;

  /** Largest error of SiLU′ in {@link #siluBackward}, in u = 2⁻²⁴, over all floats. */
  public static final double SILU_DERIVATIVE_U = 1.31;

  /** Largest error of GELU′ in {@link #geluBackward}, in u = 2⁻²⁴, over all floats. */
  public static final double GELU_DERIVATIVE_U = 1.54;

  private Elementwise() {}

  /** y = x. */
  public static void copy(Matrix x, Matrix y) {
    ElementRuns.checkShapes("copy", "x", x, "y", y);
    ElementRuns.checkOutput("copy", "y", y, "x", x);
    y.copyFrom(x);
  }

  /**
   * y = eˣ within {@value #EXP_ULP} ulp. Gradual underflow: subnormal results are rounded once
   * more, within the same bound. e^±0 = 1, e^−∞ = +0, e^+∞ = +∞.
   */
  public static void exp(Matrix x, Matrix y) {
    ElementRuns.unary(
        "exp", "x", x, "y", y, 0, (k, s, n, a, ao, b, bo) -> k.activations().exp(n, a, ao, b, bo));
  }

  /**
   * y = ln x within {@value #LOG_ULP} ulp, of subnormal x too. ln 1 = +0, ln ±0 = −∞, ln +∞ = +∞;
   * NaN for x &lt; 0.
   */
  public static void log(Matrix x, Matrix y) {
    ElementRuns.unary(
        "log", "x", x, "y", y, 0, (k, s, n, a, ao, b, bo) -> k.activations().log(n, a, ao, b, bo));
  }

  /** y = σ(x) = 1/(1+e⁻ˣ) within {@value #SIGMOID_ULP} ulp. σ(±0) = ½, σ(−∞) = +0, σ(+∞) = 1. */
  public static void sigmoid(Matrix x, Matrix y) {
    ElementRuns.unary(
        "sigmoid",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().sigmoid(n, a, ao, b, bo));
  }

  /** y = tanh x within {@value #TANH_ULP} ulp; odd to the bit. tanh ±0 = ±0, tanh ±∞ = ±1. */
  public static void tanh(Matrix x, Matrix y) {
    ElementRuns.unary(
        "tanh",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().tanh(n, a, ao, b, bo));
  }

  /**
   * y = ln(1+eˣ) within {@value #SOFTPLUS_ULP} ulp. Gradual underflow as with {@link #exp}; −∞
   * gives +0, +∞ gives +∞.
   */
  public static void softplus(Matrix x, Matrix y) {
    ElementRuns.unary(
        "softplus",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().softplus(n, a, ao, b, bo));
  }

  /**
   * y = x·σ(x), SiLU or swish, within {@value #SILU_ULP} ulp. Gradual underflow; ±0 give ±0, −∞
   * gives −0, the limit, and +∞ gives +∞.
   */
  public static void silu(Matrix x, Matrix y) {
    ElementRuns.unary(
        "silu",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().silu(n, a, ao, b, bo));
  }

  /**
   * y = x·Φ(x) with the normal distribution function Φ(x) = ½·erfc(−x/√2), not its approximation by
   * tanh, within {@value #GELU_ULP} ulp, far to the left too. Gradual underflow; ±0 give ±0, −∞
   * gives −0, the limit, and +∞ gives +∞.
   *
   * <p>D. Hendrycks, K. Gimpel, Gaussian Error Linear Units, 2016.
   */
  public static void gelu(Matrix x, Matrix y) {
    ElementRuns.unary(
        "gelu",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().gelu(n, a, ao, b, bo));
  }

  /** y = +0 where x ≤ 0, which −0 is, else x; exact. */
  public static void relu(Matrix x, Matrix y) {
    ElementRuns.unary(
        "relu",
        "x",
        x,
        "y",
        y,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().relu(n, a, ao, b, bo));
  }

  /**
   * y = slope·x where x ≤ 0, else x; the product is rounded once.
   *
   * @param slope 0 or more, and finite: then p and q = f(p) have one sign, on which {@link
   *     #leakyReluDerivative} relies
   */
  public static void leakyRelu(float slope, Matrix x, Matrix y) {
    checkSlope("leakyRelu", slope);
    ElementRuns.unary(
        "leakyRelu",
        "x",
        x,
        "y",
        y,
        slope,
        (k, s, n, a, ao, b, bo) -> k.activations().leakyRelu(s, n, a, ao, b, bo));
  }

  /**
   * y(i,j) = exp(x(i,j) − mᵢ)/Σⱼ exp(x(i,j) − mᵢ) with mᵢ the maximum of row i; the sum in the
   * order of {@link #sum}. With n columns and D the largest mᵢ − x(i,j) of a row that is not
   * negligible in it, the relative error is at most about (2·D + n/16 + 10)·u.
   *
   * <p>A row with a NaN or +∞, and one of −∞ alone, gives NaN in every column.
   */
  public static void softmaxRows(Matrix x, Matrix y) {
    ElementRuns.checkShapes("softmaxRows", "x", x, "y", y);
    ElementRuns.checkOutput("softmaxRows", "y", y, "x", x);
    ElementwiseKernels kernels = ElementRuns.kernels();
    for (int i = 0; i < x.rows(); i++) {
      Softmax.row(
          kernels,
          x.columns(),
          x.data(),
          ElementRuns.start(x, i),
          y.data(),
          ElementRuns.start(y, i));
    }
  }

  /** out = fma(−q, q, q): σ′(p) = q(1−q) in terms of q = σ(p), rounded once. */
  public static void sigmoidDerivative(Matrix q, Matrix out) {
    ElementRuns.unary(
        "sigmoidDerivative",
        "q",
        q,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().sigmoidDerivative(n, a, ao, b, bo));
  }

  /** out = fma(−q, q, 1): tanh′(p) = 1−q² in terms of q = tanh p, rounded once. */
  public static void tanhDerivative(Matrix q, Matrix out) {
    ElementRuns.unary(
        "tanhDerivative",
        "q",
        q,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().tanhDerivative(n, a, ao, b, bo));
  }

  /**
   * out = 1 where q &gt; 0, 0 where q ≤ 0, NaN where q is: ReLU's derivative in terms of its value,
   * 0 at the kink.
   */
  public static void reluDerivative(Matrix q, Matrix out) {
    ElementRuns.unary(
        "reluDerivative",
        "q",
        q,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo) -> k.activations().leakyReluDerivative(s, n, a, ao, b, bo));
  }

  /**
   * out = 1 where q &gt; 0, slope where q ≤ 0, NaN where q is. The slope is 0 or more, and finite.
   */
  public static void leakyReluDerivative(float slope, Matrix q, Matrix out) {
    checkSlope("leakyReluDerivative", slope);
    ElementRuns.unary(
        "leakyReluDerivative",
        "q",
        q,
        "out",
        out,
        slope,
        (k, s, n, a, ao, b, bo) -> k.activations().leakyReluDerivative(s, n, a, ao, b, bo));
  }

  /** out = delta ⊙ σ′, with σ′ as by {@link #sigmoidDerivative}. */
  public static void sigmoidBackward(Matrix q, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "sigmoidBackward",
        "q",
        q,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.activations().sigmoidBackward(n, a, ao, b, bo, c, co));
  }

  /** out = delta ⊙ tanh′, with tanh′ as by {@link #tanhDerivative}. */
  public static void tanhBackward(Matrix q, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "tanhBackward",
        "q",
        q,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.activations().tanhBackward(n, a, ao, b, bo, c, co));
  }

  /**
   * out = delta ⊙ σ(p): softplus′ is σ, with the bits of {@link #sigmoid}; the product is rounded
   * once.
   */
  public static void softplusBackward(Matrix p, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "softplusBackward",
        "p",
        p,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.activations().softplusBackward(n, a, ao, b, bo, c, co));
  }

  /**
   * out = delta ⊙ SiLU′(p), SiLU′(p) = σ(p)·(1 + p·(1 − σ(p))) with an error of at most {@value
   * #SILU_DERIVATIVE_U}·2⁻²⁴; the product is rounded once. SiLU′(−∞) = ±0, SiLU′(+∞) = 1.
   */
  public static void siluBackward(Matrix p, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "siluBackward",
        "p",
        p,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.activations().siluBackward(n, a, ao, b, bo, c, co));
  }

  /**
   * out = delta ⊙ GELU′(p), GELU′(p) = Φ(p) + p·φ(p), φ(p) = e^(−p²/2)/√(2π), with an error of at
   * most {@value #GELU_DERIVATIVE_U}·2⁻²⁴; the product is rounded once. GELU′(−∞) = ±0, GELU′(+∞) =
   * 1.
   */
  public static void geluBackward(Matrix p, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "geluBackward",
        "p",
        p,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.activations().geluBackward(n, a, ao, b, bo, c, co));
  }

  /** out = delta where q &gt; 0, delta·0 where q ≤ 0, NaN where q is. */
  public static void reluBackward(Matrix q, Matrix delta, Matrix out) {
    ElementRuns.binary(
        "reluBackward",
        "q",
        q,
        "delta",
        delta,
        "out",
        out,
        0,
        (k, s, n, a, ao, b, bo, c, co) ->
            k.activations().leakyReluBackward(s, n, a, ao, b, bo, c, co));
  }

  /**
   * out = delta where q &gt; 0, delta·slope where q ≤ 0, NaN where q is. The slope is 0 or more,
   * and finite.
   */
  public static void leakyReluBackward(float slope, Matrix q, Matrix delta, Matrix out) {
    checkSlope("leakyReluBackward", slope);
    ElementRuns.binary(
        "leakyReluBackward",
        "q",
        q,
        "delta",
        delta,
        "out",
        out,
        slope,
        (k, s, n, a, ao, b, bo, c, co) ->
            k.activations().leakyReluBackward(s, n, a, ao, b, bo, c, co));
  }

  /** z = x ⊙ y. */
  public static void multiply(Matrix x, Matrix y, Matrix z) {
    ElementRuns.binary(
        "multiply",
        "x",
        x,
        "y",
        y,
        "z",
        z,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.arithmetic().multiply(n, a, ao, b, bo, c, co));
  }

  /** z = x + y. */
  public static void add(Matrix x, Matrix y, Matrix z) {
    ElementRuns.binary(
        "add",
        "x",
        x,
        "y",
        y,
        "z",
        z,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.arithmetic().add(n, a, ao, b, bo, c, co));
  }

  /** z = x − y. */
  public static void subtract(Matrix x, Matrix y, Matrix z) {
    ElementRuns.binary(
        "subtract",
        "x",
        x,
        "y",
        y,
        "z",
        z,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.arithmetic().subtract(n, a, ao, b, bo, c, co));
  }

  /** y ← fma(alpha, x, y), rounded once. */
  public static void axpy(float alpha, Matrix x, Matrix y) {
    ElementRuns.unary(
        "axpy",
        "x",
        x,
        "y",
        y,
        alpha,
        (k, s, n, a, ao, b, bo) -> k.arithmetic().axpy(s, n, a, ao, b, bo));
  }

  /** y = alpha·x. */
  public static void scale(float alpha, Matrix x, Matrix y) {
    ElementRuns.unary(
        "scale",
        "x",
        x,
        "y",
        y,
        alpha,
        (k, s, n, a, ao, b, bo) -> k.arithmetic().scale(s, n, a, ao, b, bo));
  }

  /**
   * x(i,j) ← x(i,j) + row(0,j): adds the 1×n row to every row of x, in place. The row may not
   * overlap x.
   */
  public static void addRow(Matrix row, Matrix x) {
    ElementRuns.checkRow("addRow", "row", row, "x", x);
    ElementRuns.checkDisjoint("addRow", "x", x, "row", row);
    ElementRuns.kernels()
        .reductions()
        .addRow(x.rows(), x.columns(), x.data(), x.offset(), x.stride(), row.data(), row.offset());
  }

  /**
   * sums(0,j) = ((+0 + x(0,j)) + x(1,j)) + …: one chain a column, the rows ascending. {@code sums}
   * is 1×n and may not overlap x. With m rows the error is at most m·u/(1−m·u)·Σᵢ|x(i,j)|.
   */
  public static void columnSums(Matrix x, Matrix sums) {
    ElementRuns.checkRow("columnSums", "sums", sums, "x", x);
    ElementRuns.checkDisjoint("columnSums", "sums", sums, "x", x);
    ElementRuns.kernels()
        .reductions()
        .columnSums(
            x.rows(), x.columns(), x.data(), x.offset(), x.stride(), sums.data(), sums.offset());
  }

  /**
   * Checks that no element is NaN or infinite.
   *
   * @param name what the message calls the matrix
   * @throws IllegalArgumentException naming the first element that is, with its row and column
   */
  public static void checkFinite(String name, Matrix x) {
    // A sum is finite only if every element is, so that the search is for bad data alone.
    if (Float.isFinite(sum(x))) {
      return;
    }
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        if (!Float.isFinite(x.get(i, j))) {
          throw new IllegalArgumentException(
              "%s is %s at row %d, column %d".formatted(name, x.get(i, j), i, j));
        }
      }
    }
  }

  /**
   * The sum of all elements, +0 if there are none.
   *
   * <p>Order: 16 chains, each starting from +0. Chain c adds the elements of the columns c, c+16,
   * c+32 …, row after row, ascending within a row. Then the chains are halved three times, s_c ←
   * s_c + s_(c+h) for h = 8, 4, 2, and s₀ + s₁ is the result. With k = rows·⌈columns/16⌉ + 4 the
   * error is at most k·u/(1−k·u)·Σ|x|.
   */
  public static float sum(Matrix x) {
    return ElementRuns.kernels()
        .reductions()
        .sum(x.rows(), x.columns(), x.data(), x.offset(), x.stride());
  }

  /**
   * The sum of all squares, in the order of {@link #sum}, each step of a chain one fma; same bound.
   */
  public static float sumOfSquares(Matrix x) {
    return ElementRuns.kernels()
        .reductions()
        .dot(
            x.rows(),
            x.columns(),
            x.data(),
            x.offset(),
            x.stride(),
            x.data(),
            x.offset(),
            x.stride());
  }

  /**
   * The squared-error cost ½Σ(q−y)² and its gradient delta = q − y. Not averaged: divide by the
   * batch for that. The cost is half the {@link #sumOfSquares} of delta.
   */
  public static double halfSquaredError(Matrix q, Matrix y, Matrix delta) {
    ElementRuns.binary(
        "halfSquaredError",
        "q",
        q,
        "y",
        y,
        "delta",
        delta,
        0,
        (k, s, n, a, ao, b, bo, c, co) -> k.arithmetic().subtract(n, a, ao, b, bo, c, co));
    return 0.5 * sumOfSquares(delta);
  }

  /**
   * The cross-entropy of softmax, from its logits p: the cost Σᵢ Yᵢ·log Σⱼ exp(p(i,j)) − Σⱼ
   * y(i,j)·p(i,j) with Yᵢ = Σⱼ y(i,j), and its gradient delta = Yᵢ·softmax(pᵢ) − yᵢ. Rows of y are
   * one-hot or any other weights. Not averaged: divide by the batch for that.
   *
   * <p>delta may be the same view as the logits, but not overlap y. The sums within a row have the
   * order of {@link #sum}, softmax is that of {@link #softmaxRows}. The rest of the cost is in
   * double, the rows ascending: for every block of 4096/columns rows, 1 to 32, the sum of Σⱼ
   * y(i,j)·(mᵢ − p(i,j)), and the sum of Yᵢ·log Σⱼ exp(p(i,j) − mᵢ) over the rows with Yᵢ ≠ 1 and
   * of the logarithm of the product of these Σⱼ over the others.
   */
  public static double softmaxCrossEntropyRows(Matrix logits, Matrix y, Matrix delta) {
    String name = "softmaxCrossEntropyRows";
    ElementRuns.checkShapes(name, "logits", logits, "y", y);
    ElementRuns.checkShapes(name, "logits", logits, "delta", delta);
    ElementRuns.checkOutput(name, "delta", delta, "logits", logits);
    ElementRuns.checkDisjoint(name, "delta", delta, "y", y);
    return Softmax.crossEntropyRows(
        ElementRuns.kernels(),
        logits.rows(),
        logits.columns(),
        logits.data(),
        logits.offset(),
        logits.stride(),
        y.data(),
        y.offset(),
        y.stride(),
        delta.data(),
        delta.offset(),
        delta.stride());
  }

  /**
   * The cross-entropy of σ, from its logits p: the cost Σ max(p, 0) − p·y + log(1 + e⁻|p|), in
   * double, row after row, and its gradient delta = σ(p) − y. Not averaged: divide by the batch for
   * that.
   *
   * <p>delta may be the same view as the logits, but not overlap y.
   */
  public static double binaryCrossEntropy(Matrix logits, Matrix y, Matrix delta) {
    String name = "binaryCrossEntropy";
    ElementRuns.checkShapes(name, "logits", logits, "y", y);
    ElementRuns.checkShapes(name, "logits", logits, "delta", delta);
    ElementRuns.checkOutput(name, "delta", delta, "logits", logits);
    ElementRuns.checkDisjoint(name, "delta", delta, "y", y);
    double cost = 0;
    for (int i = 0; i < logits.rows(); i++) {
      cost =
          BinaryCrossEntropy.add(
              cost,
              logits.columns(),
              logits.data(),
              ElementRuns.start(logits, i),
              y.data(),
              ElementRuns.start(y, i));
    }
    sigmoid(logits, delta);
    subtract(delta, y, delta);
    return cost;
  }

  private static void checkSlope(String operation, float slope) {
    if (!(slope >= 0 && slope < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s: the slope is %s; it must be 0 or more, and finite".formatted(operation, slope));
    }
  }
}
