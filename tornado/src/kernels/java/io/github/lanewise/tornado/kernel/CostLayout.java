package io.github.lanewise.tornado.kernel;

/** Where the operands of the cost lie, as ints in a row: batch × columns matrices at the starts. */
public final class CostLayout {

  public static final int BATCH = 0;
  public static final int COLUMNS = 1;
  public static final int Q = 2;
  public static final int Y = 3;
  public static final int ROWS = 4;
  public static final int DELTA = 5;
  public static final int COSTS = 6;
  public static final int MEAN = 7;

  public static final int SIZE = 8;

  private CostLayout() {}

  public static int[] of(
      int batch, int columns, int q, int y, int rows, int delta, int costs, int mean) {
    return new int[] {batch, columns, q, y, rows, delta, costs, mean};
  }
}
