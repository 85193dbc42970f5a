package io.github.lanewise;

import io.github.lanewise.kernel.Epilogue;
import io.github.lanewise.kernel.ProductKernels;
import io.github.lanewise.kernel.Transposition;

/**
 * Matrix products in single precision.
 *
 * <table>
 * <caption>Shapes</caption>
 * <tr><th>call</th><th>formula</th><th>A</th><th>B</th><th>C</th></tr>
 * <tr><td>{@link #nn}</td><td>C = A·B</td><td>m×k</td><td>k×n</td><td>m×n</td></tr>
 * <tr><td>{@link #tn}</td><td>C = Aᵀ·B</td><td>k×m</td><td>k×n</td><td>m×n</td></tr>
 * <tr><td>{@link #nt}</td><td>C = A·Bᵀ</td><td>m×k</td><td>n×k</td><td>m×n</td></tr>
 * </table>
 *
 * The {@code …Accumulate} forms add to C instead of overwriting it. No operand is transposed in
 * memory as a step of its own.
 *
 * <p><b>Exactness.</b> Every c(i,j) is one chain of fused multiply-adds over ascending p, starting
 * from +0, or from the old c(i,j) when accumulating. The one exception is {@link #nt} with min(m,
 * n) ≤ 15 and k ≥ max(16, 16·min(m, n) − 8): there term p belongs to chain p mod 16, terms 0·0 fill
 * k up to a multiple of 16, and the 16 chains are added by halves (0 and 8, 1 and 9, …, then 4, 2
 * and 1 apart), the old c(i,j) last. So the bits depend on the shape, but neither on engine, vector
 * width, strides and threads nor on the CPU. The error is at most k·u/(1−k·u)·(|A|·|B|)(i,j) with u
 * = 2⁻²⁴ (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, §3.1), plus u·|c(i,j)|
 * when accumulating. NaN and infinities propagate as in IEEE 754; k = 0 gives +0.
 *
 * <p><b>Aliasing.</b> C may not overlap A or B; A and B may be the same. An overwriting form never
 * reads C.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} naming the operands and shapes, before
 * anything is written. <b>Threads.</b> Every method may be called from any number of threads at
 * once, on different C.
 */
public final class Gemm {

  /** Rows of A and B in {@link #tnAddScaled} at most: the sums stay in registers. */
  public static final int MOST_SCALED_TERMS = ProductKernels.MOST_TERMS;

  private Gemm() {}

  /** C = A·B on the caller's thread. */
  public static void nn(Matrix a, Matrix b, Matrix c) {
    nn(a, b, c, Threads.sequential());
  }

  /** C = A·B. */
  public static void nn(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmNN", Transposition.NN, a, b, c, false, threads);
  }

  /** C += A·B on the caller's thread. */
  public static void nnAccumulate(Matrix a, Matrix b, Matrix c) {
    nnAccumulate(a, b, c, Threads.sequential());
  }

  /** C += A·B. */
  public static void nnAccumulate(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmNNAccumulate", Transposition.NN, a, b, c, true, threads);
  }

  /** C = Aᵀ·B on the caller's thread. */
  public static void tn(Matrix a, Matrix b, Matrix c) {
    tn(a, b, c, Threads.sequential());
  }

  /** C = Aᵀ·B. */
  public static void tn(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmTN", Transposition.TN, a, b, c, false, threads);
  }

  /** C += Aᵀ·B on the caller's thread. */
  public static void tnAccumulate(Matrix a, Matrix b, Matrix c) {
    tnAccumulate(a, b, c, Threads.sequential());
  }

  /** C += Aᵀ·B. */
  public static void tnAccumulate(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmTNAccumulate", Transposition.TN, a, b, c, true, threads);
  }

  /** C ← C + scale·(Aᵀ·B) on the caller's thread. */
  public static void tnAddScaled(float scale, Matrix a, Matrix b, Matrix c) {
    tnAddScaled(scale, a, b, c, Threads.sequential());
  }

  /**
   * C ← C + scale·(Aᵀ·B), in one pass over C: c(i,j) ← fma(scale, (Aᵀ·B)(i,j), c(i,j)), to the bits
   * of {@link #tn} and {@link Elementwise#axpy} after it. With scale = −η it is a step of gradient
   * descent, W ← W − η·Δᵀ·Q, for which the gradient is never stored.
   *
   * @throws IllegalArgumentException also if A and B have more than {@link #MOST_SCALED_TERMS} rows
   */
  public static void tnAddScaled(float scale, Matrix a, Matrix b, Matrix c, Threads threads) {
    String name = "gemmTNAddScaled";
    check(name, Transposition.TN, a, b, c);
    if (a.rows() > MOST_SCALED_TERMS) {
      throw new IllegalArgumentException(
          "%s: A is %s and B is %s; they may have %d rows at most"
              .formatted(name, a.shape(), b.shape(), MOST_SCALED_TERMS));
    }
    GemmPartition.runAddScaled(scale, a, b, c, threads);
  }

  /** C = A·Bᵀ on the caller's thread. */
  public static void nt(Matrix a, Matrix b, Matrix c) {
    nt(a, b, c, Threads.sequential());
  }

  /** C = A·Bᵀ. */
  public static void nt(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmNT", Transposition.NT, a, b, c, false, threads);
  }

  /** C += A·Bᵀ on the caller's thread. */
  public static void ntAccumulate(Matrix a, Matrix b, Matrix c) {
    ntAccumulate(a, b, c, Threads.sequential());
  }

  /** C += A·Bᵀ. */
  public static void ntAccumulate(Matrix a, Matrix b, Matrix c, Threads threads) {
    product("gemmNTAccumulate", Transposition.NT, a, b, c, true, threads);
  }

  /** C = A·B, or A·Bᵀ, as B was packed, plus its row if it has one, on the caller's thread. */
  public static void packed(Matrix a, PackedMatrix b, Matrix c) {
    packed(a, b, c, Threads.sequential());
  }

  /**
   * C = A·B, or A·Bᵀ, as B was packed, plus its row if it has one: the bits of {@link #nn} or
   * {@link #nt}, and of {@link Elementwise#addRow} after it.
   */
  public static void packed(Matrix a, PackedMatrix b, Matrix c, Threads threads) {
    packedProduct("Gemm.packed", a, b, c, false, false, threads);
  }

  /** C = max(A·B, +0), or max(A·Bᵀ, +0), likewise, on the caller's thread. */
  public static void packedRelu(Matrix a, PackedMatrix b, Matrix c) {
    packedRelu(a, b, c, Threads.sequential());
  }

  /**
   * C = max(A·B, +0), or max(A·Bᵀ, +0), as B was packed, with its row if it has one added before:
   * the bits of {@link #packed} and {@link Elementwise#relu} after it.
   */
  public static void packedRelu(Matrix a, PackedMatrix b, Matrix c, Threads threads) {
    packedProduct("Gemm.packedRelu", a, b, c, false, true, threads);
  }

  /** C += A·B, or A·Bᵀ, as B was packed, plus its row if it has one, on the caller's thread. */
  public static void packedAccumulate(Matrix a, PackedMatrix b, Matrix c) {
    packedAccumulate(a, b, c, Threads.sequential());
  }

  /**
   * C += A·B, or A·Bᵀ, as B was packed, plus its row if it has one: the bits of the unpacked form,
   * and of {@link Elementwise#addRow} after it.
   */
  public static void packedAccumulate(Matrix a, PackedMatrix b, Matrix c, Threads threads) {
    packedProduct("Gemm.packedAccumulate", a, b, c, true, false, threads);
  }

  private static void packedProduct(
      String name,
      Matrix a,
      PackedMatrix b,
      Matrix c,
      boolean accumulate,
      boolean relu,
      Threads threads) {
    if (a.columns() != b.terms()) {
      throw new IllegalArgumentException(
          "%s: A is %s and B is %s; A must have %d columns"
              .formatted(name, a.shape(), b, b.terms()));
    }
    if (c.rows() != a.rows() || c.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s and C is %s; C must be %d×%d"
              .formatted(name, a.shape(), b, c.shape(), a.rows(), b.columns()));
    }
    if (c.overlaps(a)) {
      throw new IllegalArgumentException(
          "%s: C (%s) overlaps A in memory".formatted(name, c.shape()));
    }
    Epilogue done = GemmPartition.runPacked(a, b, c, accumulate, relu, threads);
    if (b.hasRow() && done == Epilogue.NONE) {
      Elementwise.addRow(b.row(), c);
    }
    if (relu && done != Epilogue.ADD_ROW_RELU) {
      Elementwise.relu(c, c);
    }
  }

  private static void product(
      String name,
      Transposition t,
      Matrix a,
      Matrix b,
      Matrix c,
      boolean accumulate,
      Threads threads) {
    check(name, t, a, b, c);
    int k = t == Transposition.TN ? a.rows() : a.columns();
    GemmPartition.run(t, c.rows(), c.columns(), k, a, b, c, accumulate, threads);
  }

  private static void check(String name, Transposition t, Matrix a, Matrix b, Matrix c) {
    int m = t == Transposition.TN ? a.columns() : a.rows();
    int k = t == Transposition.TN ? a.rows() : a.columns();
    int n = t == Transposition.NT ? b.rows() : b.columns();
    int kOfB = t == Transposition.NT ? b.columns() : b.rows();
    if (k != kOfB) {
      throw new IllegalArgumentException(
          "%s: A is %s and B is %s; %s".formatted(name, a.shape(), b.shape(), innerRule(t)));
    }
    if (c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "%s: A is %s, B is %s and C is %s; C must be %d×%d"
              .formatted(name, a.shape(), b.shape(), c.shape(), m, n));
    }
    if (c.overlaps(a) || c.overlaps(b)) {
      throw new IllegalArgumentException(
          "%s: C (%s) overlaps %s in memory".formatted(name, c.shape(), c.overlaps(a) ? "A" : "B"));
    }
  }

  private static String innerRule(Transposition t) {
    return switch (t) {
      case NN -> "A must have as many columns as B has rows";
      case TN -> "A and B must have as many rows";
      case NT -> "A and B must have as many columns";
    };
  }
}
