package io.github.lanewise.tornado.kernel;

/**
 * Where the elements of a product C = A·B lie, as ints in a row: a(i,p) at A + i·A_ROW + p·A_STEP,
 * b(p,j) at B + p·B_STEP + j·B_COLUMN, c(i,j) at C + i·C_ROW + j. So a transposed operand is one
 * with its two strides exchanged.
 */
public final class ProductLayout {

  public static final int M = 0;
  public static final int N = 1;
  public static final int K = 2;
  public static final int A = 3;
  public static final int A_ROW = 4;
  public static final int A_STEP = 5;
  public static final int B = 6;
  public static final int B_STEP = 7;
  public static final int B_COLUMN = 8;
  public static final int C = 9;
  public static final int C_ROW = 10;

  /** Start of what the epilogue reads, or, with ones, of their column of C. */
  public static final int EXTRA = 11;

  /** The column j of B that consists of ones and is not in memory, or −1. It is the last. */
  public static final int ONES = 12;

  public static final int SIZE = 13;

  private ProductLayout() {}

  /** C = A·B: A is m×k, B is k×n. */
  public static int[] nn(int m, int n, int k, int a, int b, int c) {
    return layout(m, n, k, a, k, 1, b, n, 1, c);
  }

  /** C = Aᵀ·B: A is k×m, B is k×n. */
  public static int[] tn(int m, int n, int k, int a, int b, int c) {
    return layout(m, n, k, a, 1, m, b, n, 1, c);
  }

  /** C = A·Bᵀ: A is m×k, B is n×k. */
  public static int[] nt(int m, int n, int k, int a, int b, int c) {
    return layout(m, n, k, a, k, 1, b, 1, k, c);
  }

  /** The same with the start of what the epilogue reads. */
  public static int[] withExtra(int[] layout, int extra) {
    int[] changed = layout.clone();
    changed[EXTRA] = extra;
    return changed;
  }

  /**
   * The same with a further column of ones in B, whose products go to {@code sums} … sums + m − 1.
   */
  public static int[] withColumnSums(int[] layout, int sums) {
    int[] changed = withExtra(layout, sums);
    changed[ONES] = layout[N];
    changed[N] = layout[N] + 1;
    return changed;
  }

  private static int[] layout(
      int m, int n, int k, int a, int aRow, int aStep, int b, int bStep, int bColumn, int c) {
    int[] layout = new int[SIZE];
    layout[M] = m;
    layout[N] = n;
    layout[K] = k;
    layout[A] = a;
    layout[A_ROW] = aRow;
    layout[A_STEP] = aStep;
    layout[B] = b;
    layout[B_STEP] = bStep;
    layout[B_COLUMN] = bColumn;
    layout[C] = c;
    layout[C_ROW] = n;
    layout[ONES] = -1;
    return layout;
  }
}
