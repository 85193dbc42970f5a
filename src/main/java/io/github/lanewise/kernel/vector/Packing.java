package io.github.lanewise.kernel.vector;

import java.util.Arrays;

/**
 * Copies blocks of A and B into panels, in the order in which the tiles read them.
 *
 * <pre>
 * A, panels of r rows:                 B, panels of w columns:
 *   a(0,0) a(1,0) … a(r−1,0)             b(0,0) b(0,1) … b(0,w−1)
 *   a(0,1) a(1,1) … a(r−1,1)             b(1,0) b(1,1) … b(1,w−1)
 *    …  one such line a step of k         …  one such line a step of k
 * </pre>
 *
 * Panels of B are those of {@link Groups}: w is a multiple of the lanes, and columns that are in
 * two vectors of a group are in its panel twice. Fewer columns than lanes are filled up with zeros.
 */
final class Packing {

  private static final int L = Lanes.COUNT;

  /**
   * Rows that are copied side by side: a few streams, which the prefetchers follow, and as many as
   * {@link Lanes#copyEight} takes.
   */
  private static final int ROWS_AT_ONCE = 8;

  private static final int BLOCK = L * L;

  /** Elements that the transposing forms need in {@code between}, from Scratch.BETWEEN on. */
  static final int BETWEEN = 2 * BLOCK;

  /** There: a block filled up with zeros, and the same transposed. */
  private static final int WHOLE = Scratch.BETWEEN;

  private static final int TURNED = WHOLE + BLOCK;

  private static final BlockTranspose OF_BLOCK = BlockTranspose.get(L, L);

  private Packing() {}

  /**
   * Packs the columns of A in Aᵀ·B, rows × steps, into panels of {@code mr} rows, a line of mr
   * elements a step. What the last line of a panel holds beyond its rows is undefined.
   *
   * @param size from the start of one panel to that of the next
   * @param panels has room for L elements more: whole vectors are copied where A goes on so far,
   *     and overwrite each other's ends
   */
  static void columnsOfA(
      int rows,
      int mr,
      int steps,
      float[] a,
      int start,
      int lda,
      float[] panels,
      int at,
      int size) {
    for (int p = 0; p < steps; p += ROWS_AT_ONCE) {
      int length = Math.min(ROWS_AT_ONCE, steps - p);
      int to = at + p * mr;
      for (int r = 0; r < rows; r += mr) {
        lines(Math.min(mr, rows - r), mr, length, a, start + p * lda + r, lda, panels, to);
        to += size;
      }
    }
  }

  private static void lines(
      int rows, int mr, int steps, float[] a, int start, int lda, float[] panel, int at) {
    if (rows <= L && steps == ROWS_AT_ONCE && start + (steps - 1) * lda + L <= a.length) {
      Lanes.copyEight(a, start, lda, panel, at, mr);
      return;
    }
    int p = 0;
    if (rows <= L) {
      for (; p < steps && start + p * lda + L <= a.length; p++) {
        Lanes.copy(a, start + p * lda, panel, at + p * mr);
      }
    }
    for (; p < steps; p++) {
      System.arraycopy(a, start + p * lda, panel, at + p * mr, rows);
    }
  }

  /** Copies rows of A, rows × steps, to rows {@code line} apart. */
  static void rowsOfA(
      int rows, int steps, float[] a, int start, int lda, float[] copy, int at, int line) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a, start + r * lda, copy, at + r * line, steps);
    }
  }

  /**
   * Packs steps × columns of B in groups of {@code width} vectors.
   *
   * @param first line of a panel that is written
   * @param lines of a panel
   */
  static void block(
      int columns,
      int width,
      int first,
      int steps,
      int lines,
      float[] b,
      int start,
      int ldb,
      float[] panels,
      int at) {
    if (columns < L) {
      filledUp(columns, steps, b, start, ldb, panels, at + first * L);
      return;
    }
    int groups = Groups.count(columns, width);
    int whole = wholeGroups(columns, width);
    for (int p = 0; p < steps; p += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, steps - p);
      int from = start + p * ldb;
      int to = at + (first + p) * width * L;
      for (int group = 0; group < whole; group++) {
        group(rows, width, (width - 1) * L, b, from, ldb, panels, to);
        from += width * L;
        to += lines * width * L;
      }
      for (int group = whole; group < groups; group++) {
        int vectors = Groups.vectors(columns, width, group);
        int before = Groups.vectorsBefore(columns, width, group);
        group(
            rows,
            vectors,
            Groups.last(columns, width, group),
            b,
            start + p * ldb + Groups.start(columns, width, group),
            ldb,
            panels,
            at + (before * lines + (first + p) * vectors) * L);
      }
    }
  }

  /**
   * How many groups at the beginning have all their vectors, whole ones. For each of the others the
   * divisions that tell where they are take as long as copying a few lines.
   */
  private static int wholeGroups(int columns, int width) {
    int groups = Groups.count(columns, width);
    int full = Shares.count(columns, L) - groups * (width - 1);
    return columns == groups * width * L ? groups : Math.max(0, Math.min(full, groups - 2));
  }

  private static void group(
      int steps, int vectors, int last, float[] b, int start, int ldb, float[] panel, int at) {
    if (vectors == 2) {
      copyPairs(steps, b, start, last, ldb, panel, at);
      return;
    }
    for (int v = 0; v < vectors; v++) {
      copy(steps, b, start + (v < vectors - 1 ? v * L : last), ldb, panel, at + v * L, vectors * L);
    }
  }

  private static void copyPairs(
      int steps, float[] b, int start, int last, int ldb, float[] panel, int at) {
    if (steps == ROWS_AT_ONCE) {
      Lanes.copyEight(b, start, ldb, panel, at, 2 * L);
      Lanes.copyEight(b, start + last, ldb, panel, at + L, 2 * L);
      return;
    }
    for (int p = 0; p < steps; p++) {
      Lanes.copy(b, start, panel, at);
      Lanes.copy(b, start + last, panel, at + L);
      start += ldb;
      at += 2 * L;
    }
  }

  private static void copy(
      int steps, float[] b, int start, int ldb, float[] panel, int at, int line) {
    for (int p = 0; p < steps; p++) {
      Lanes.copy(b, start + p * ldb, panel, at + p * line);
    }
  }

  private static void filledUp(
      int columns, int steps, float[] b, int start, int ldb, float[] panel, int at) {
    for (int p = 0; p < steps; p++) {
      int to = at + p * L;
      System.arraycopy(b, start + p * ldb, panel, to, columns);
      Arrays.fill(panel, to + columns, to + L, 0f);
    }
  }

  /**
   * Packs columns × steps, rows of an operand that the product reads transposed, likewise, from
   * line 0 on.
   */
  static void transposedBlock(
      int columns,
      int width,
      int steps,
      int lines,
      float[] b,
      int start,
      int ldb,
      float[] panels,
      int at,
      float[] between) {
    for (int group = 0; group < Groups.count(columns, width); group++) {
      int vectors = Groups.vectors(columns, width, group);
      int from = start + Groups.start(columns, width, group) * ldb;
      int last = Groups.last(columns, width, group);
      int to = at + Groups.vectorsBefore(columns, width, group) * L * lines;
      for (int v = 0; v < vectors; v++) {
        int column = v < vectors - 1 ? v * L : last;
        int rows = Math.min(L, columns);
        transpose(
            rows, steps, b, from + column * ldb, ldb, panels, to + v * L, vectors * L, between);
      }
    }
  }

  /**
   * Copies columns × steps of B as steps rows, {@code line} apart, which is at least columns. What
   * lies between the rows is undefined, and what follows them up to row L, for which there is room.
   */
  static void transposed(
      int columns,
      int steps,
      float[] b,
      int start,
      int ldb,
      float[] rows,
      int at,
      int line,
      float[] between) {
    int width = Math.min(L, columns);
    for (int j = 0; j < columns; j += L) {
      int column = Math.min(j, columns - width);
      int from = start + column * ldb;
      if (width == L && steps < L && from + (L - 1) * ldb + L <= b.length) {
        BlockTranspose.get(ldb, line).run(1, b, from, ldb, rows, at + column, line);
      } else {
        transpose(width, steps, b, from, ldb, rows, at + column, line, between);
      }
    }
  }

  /**
   * One vector's columns: whole blocks in registers, or what there is as part of a block, which
   * goes on in B, or is filled up where B ends.
   */
  private static void transpose(
      int rows,
      int steps,
      float[] b,
      int start,
      int ldb,
      float[] panel,
      int at,
      int line,
      float[] between) {
    if (rows == L && steps >= L) {
      blocks(steps, b, start, ldb, panel, at, line);
      return;
    }
    for (int p = 0; p < steps; p += L) {
      int length = Math.min(L, steps - p);
      if (rows == L && start + p + (L - 1) * ldb + L <= b.length) {
        BlockTranspose.once(b, start + p, ldb, between, TURNED, L);
      } else {
        // Rows and columns of the block that do not exist are zeros.
        Arrays.fill(between, WHOLE, WHOLE + BLOCK, 0f);
        EdgeCopy.run(rows, length, b, start + p, ldb, between, WHOLE, L);
        OF_BLOCK.run(1, between, WHOLE, L, between, TURNED, L);
      }
      for (int q = 0; q < length; q++) {
        Lanes.copy(between, TURNED + q * L, panel, at + (p + q) * line);
      }
    }
  }

  /** Steps of L rows, at least L of them: the last block may overlap the one before. */
  private static void blocks(
      int steps, float[] from, int start, int ld, float[] to, int at, int line) {
    BlockTranspose kernel = BlockTranspose.get(ld, line);
    kernel.run(steps / L, from, start, ld, to, at, line);
    if (steps % L > 0) {
      int last = steps - L;
      kernel.run(1, from, start + last, ld, to, at + last * line, line);
    }
  }
}
