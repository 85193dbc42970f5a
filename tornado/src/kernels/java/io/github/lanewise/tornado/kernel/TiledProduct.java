package io.github.lanewise.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;

/**
 * C = A·B and what follows it, for operands laid out as the {@link ProductLayout} at element {@code
 * at} says. One work item an element of C, work groups of tile × tile, a grid that covers C.
 *
 * <pre>
 *            B  ┌──────┐         a step: the group copies a tile of A and a tile of B into
 *               │ tile │ p       shared memory, each work item one element of each, and adds
 *               └──────┘         tile products to its sum
 *   A ┌──────┐  ┌──────┐
 *     │ tile │  │ C    │ i
 *     └──────┘  └──────┘
 *         p         j
 * </pre>
 *
 * <p>Every c(i,j) is one chain over ascending p from +0. Beyond the edges the tiles hold 0, on both
 * sides, so that a NaN or an infinity outside a row never enters its sums. Neighbouring work items
 * copy neighbouring elements, whichever way an operand lies.
 */
public final class TiledProduct {

  /** C = A·B. */
  public static final int PLAIN = 0;

  /** C = σ(A·B + b), b the row at EXTRA. */
  public static final int BIAS_ACTIVATION = 1;

  /** C = σ(A·B). */
  public static final int ACTIVATION = 2;

  /** C = (A·B) ⊙ σ′, σ′ from q, which lies at EXTRA as C does. */
  public static final int DERIVATIVE = 3;

  /** The largest tile; a smaller one serves devices with smaller work groups. */
  public static final int LARGEST_TILE = 16;

  /** A row of a tile is one longer, so that a column lies in different banks of shared memory. */
  private static final int PITCH = LARGEST_TILE + 1;

  private TiledProduct() {}

  public static void run(
      KernelContext context,
      int[] layouts,
      int at,
      float[] a,
      float[] b,
      float[] extra,
      float[] c,
      int tile,
      int epilogue,
      int function,
      float slope) {
    float[] aTile = context.allocateFloatLocalArray(LARGEST_TILE * PITCH);
    float[] bTile = context.allocateFloatLocalArray(LARGEST_TILE * PITCH);
    int m = layouts[at + ProductLayout.M];
    int n = layouts[at + ProductLayout.N];
    int k = layouts[at + ProductLayout.K];
    int aStep = layouts[at + ProductLayout.A_STEP];
    int bColumn = layouts[at + ProductLayout.B_COLUMN];
    int row = context.localIdy;
    int column = context.localIdx;
    int i = context.globalIdy;
    int j = context.globalIdx;

    float sum = 0;
    for (int p = 0; p < k; p += tile) {
      if (aStep == 1) {
        aTile[row * PITCH + column] = elementOfA(layouts, at, a, i, p + column, m, k);
      } else {
        aTile[column * PITCH + row] = elementOfA(layouts, at, a, i - row + column, p + row, m, k);
      }
      if (bColumn == 1) {
        bTile[row * PITCH + column] = elementOfB(layouts, at, b, p + row, j, k, n);
      } else {
        bTile[column * PITCH + row] =
            elementOfB(layouts, at, b, p + column, j - column + row, k, n);
      }
      context.localBarrier();
      for (int t = 0; t < tile; t++) {
        sum = aTile[row * PITCH + t] * bTile[t * PITCH + column] + sum;
      }
      context.localBarrier();
    }

    if (i < m && j < n) {
      if (j == layouts[at + ProductLayout.ONES]) {
        c[layouts[at + ProductLayout.EXTRA] + i] = sum;
      } else {
        int place = i * layouts[at + ProductLayout.C_ROW] + j;
        float value = sum;
        if (epilogue == BIAS_ACTIVATION) {
          value = sum + extra[layouts[at + ProductLayout.EXTRA] + j];
        }
        if (epilogue == BIAS_ACTIVATION || epilogue == ACTIVATION) {
          value = DeviceMath.activation(function, slope, value);
        }
        if (epilogue == DERIVATIVE) {
          float q = extra[layouts[at + ProductLayout.EXTRA] + place];
          value = sum * DeviceMath.derivative(function, slope, q);
        }
        c[layouts[at + ProductLayout.C] + place] = value;
      }
    }
  }

  private static float elementOfA(int[] layouts, int at, float[] a, int i, int p, int m, int k) {
    return i < m && p < k
        ? a[
            layouts[at + ProductLayout.A]
                + i * layouts[at + ProductLayout.A_ROW]
                + p * layouts[at + ProductLayout.A_STEP]]
        : 0;
  }

  private static float elementOfB(int[] layouts, int at, float[] b, int p, int j, int k, int n) {
    if (p < k && j < n) {
      return j == layouts[at + ProductLayout.ONES]
          ? 1
          : b[
              layouts[at + ProductLayout.B]
                  + p * layouts[at + ProductLayout.B_STEP]
                  + j * layouts[at + ProductLayout.B_COLUMN]];
    }
    return 0;
  }
}
