package io.github.lanewise.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;

/**
 * The cost of a batch and δ of the last layer. Operands lie as the {@link CostLayout} at element
 * {@code at} says.
 */
public final class CostKernels {

  public static final int HALF_SQUARED_ERROR = 0;
  public static final int SOFTMAX_CROSS_ENTROPY = 1;
  public static final int BINARY_CROSS_ENTROPY = 2;

  /** Work items of {@link #mean}, which is one work group. A power of two. */
  public static final int LANES = 64;

  private CostKernels() {}

  /**
   * δ = ∂c/∂q·σ′/rows and the cost c of each row; 0 in the rows that do not count. One work item a
   * row, on a one-dimensional grid of at least the batch.
   */
  public static void delta(
      KernelContext context,
      int[] layouts,
      int at,
      float[] q,
      float[] y,
      float[] rows,
      float[] delta,
      float[] costs,
      int cost,
      int function,
      float slope) {
    int i = context.globalIdx;
    if (i < layouts[at + CostLayout.BATCH]) {
      int n = layouts[at + CostLayout.COLUMNS];
      int qStart = layouts[at + CostLayout.Q] + i * n;
      int yStart = layouts[at + CostLayout.Y] + i * n;
      int deltaStart = layouts[at + CostLayout.DELTA] + i * n;
      float count = rows[layouts[at + CostLayout.ROWS]];
      int place = layouts[at + CostLayout.COSTS] + i;
      if (i < count) {
        float c;
        if (cost == SOFTMAX_CROSS_ENTROPY) {
          c = softmaxCrossEntropy(n, q, qStart, y, yStart, delta, deltaStart);
        } else if (cost == BINARY_CROSS_ENTROPY) {
          c = binaryCrossEntropy(n, q, qStart, y, yStart, delta, deltaStart);
        } else {
          c = halfSquaredError(n, q, qStart, y, yStart, delta, deltaStart);
        }
        float scale = 1 / count;
        for (int j = 0; j < n; j++) {
          float slopeAtQ = DeviceMath.derivative(function, slope, q[qStart + j]);
          delta[deltaStart + j] = delta[deltaStart + j] * scale * slopeAtQ;
        }
        costs[place] = c;
      } else {
        for (int j = 0; j < n; j++) {
          delta[deltaStart + j] = 0;
        }
        costs[place] = 0;
      }
    }
  }

  /** ½Σ(q−y)²; delta = q − y. */
  private static float halfSquaredError(
      int n, float[] q, int qStart, float[] y, int yStart, float[] delta, int deltaStart) {
    float sum = 0;
    for (int j = 0; j < n; j++) {
      float difference = q[qStart + j] - y[yStart + j];
      delta[deltaStart + j] = difference;
      sum = difference * difference + sum;
    }
    return sum / 2;
  }

  /** (max q + log Σ e^(q − max q))·Σy − Σyq; delta = softmax(q)·Σy − y. */
  private static float softmaxCrossEntropy(
      int n, float[] q, int qStart, float[] y, int yStart, float[] delta, int deltaStart) {
    float max = q[qStart];
    float weight = 0;
    float dot = 0;
    for (int j = 0; j < n; j++) {
      float qj = q[qStart + j];
      float yj = y[yStart + j];
      max = qj > max ? qj : max;
      weight = weight + yj;
      dot = yj * qj + dot;
    }
    float sum = 0;
    for (int j = 0; j < n; j++) {
      float e = DeviceMath.exp(q[qStart + j] - max);
      delta[deltaStart + j] = e;
      sum = sum + e;
    }
    for (int j = 0; j < n; j++) {
      delta[deltaStart + j] = delta[deltaStart + j] / sum * weight - y[yStart + j];
    }
    return (max + DeviceMath.log(sum)) * weight - dot;
  }

  /** Σ max(q, 0) − q·y + log(1 + e⁻|q|); delta = σ(q) − y. */
  private static float binaryCrossEntropy(
      int n, float[] q, int qStart, float[] y, int yStart, float[] delta, int deltaStart) {
    float sum = 0;
    for (int j = 0; j < n; j++) {
      float qj = q[qStart + j];
      float yj = y[yStart + j];
      float softplus = (qj > 0 ? qj : 0) + DeviceMath.log1p(DeviceMath.exp(qj < 0 ? qj : -qj));
      sum = sum + (softplus - qj * yj);
      delta[deltaStart + j] = DeviceMath.sigmoid(qj) - yj;
    }
    return sum;
  }

  /** mean = Σ costs/rows: a chain for each of {@link #LANES} work items, then a tree. */
  public static void mean(
      KernelContext context, int[] layouts, int at, float[] costs, float[] rows, float[] mean) {
    float[] sums = context.allocateFloatLocalArray(LANES);
    int lane = context.localIdx;
    float sum = 0;
    for (int i = lane; i < layouts[at + CostLayout.BATCH]; i += LANES) {
      sum = sum + costs[layouts[at + CostLayout.COSTS] + i];
    }
    sums[lane] = sum;
    context.localBarrier();
    for (int half = LANES / 2; half > 0; half = half / 2) {
      if (lane < half) {
        sums[lane] = sums[lane] + sums[lane + half];
      }
      context.localBarrier();
    }
    if (lane == 0) {
      mean[layouts[at + CostLayout.MEAN]] = sums[0] / rows[layouts[at + CostLayout.ROWS]];
    }
  }
}
