package io.github.lanewise.kernel.vector;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Transposes square blocks of L×L elements, L the lanes of a vector, in registers: blocks side by
 * side become blocks below each other.
 *
 * <pre>
 *         L    L                        L
 *       +----+----+                   +----+
 *     L | X  | Y  |   rows ld apart   | Xᵀ |   rows line apart
 *       +----+----+         →         +----+
 *                                     | Yᵀ |
 *                                     +----+
 * </pre>
 *
 * <p>The stage of distance d exchanges, for all rows i and i + d with bit d of i clear, the lanes
 * of row i with bit d set and those of row i + d with bit d clear:
 *
 * <pre>
 * d = 1:   a0 a1 a2 a3        a0 b0 a2 b2
 *          b0 b1 b2 b3   →    a1 b1 a3 b3
 * </pre>
 *
 * After the stages L/2, …, 2, 1 element (i, j) stands at (j, i).
 *
 * <p>Implementations are emitted by {@link BlockTransposeEmitter}, one class a pair of strides.
 */
abstract class BlockTranspose {

  /** Kernels with constant strides, at most. Programs that meet more go on with one for any. */
  private static final int MOST_SPECIAL = 500;

  /** Calls after which C2 has compiled a kernel. */
  private static final int COLD_CALLS = 10_000;

  /** Blocks of a call until then, more than one so that C2 finds a loop. */
  private static final int COLD_BLOCKS = 2;

  private static final ConcurrentMap<Strides, BlockTranspose> EMITTED = new ConcurrentHashMap<>();

  private static final BlockTranspose OF_ANY =
      BlockTransposeEmitter.emit(new Strides(Tile.ANY, Tile.ANY));

  /**
   * Kernels by what their strides come to, so that finding one takes no time beside a call. A race
   * does no harm: whatever is found is one of them, and its strides are looked at.
   */
  private static final Found[] FOUND = new Found[256];

  /**
   * What distinguishes one kernel from another.
   *
   * @param ld from one row to the next, or {@link Tile#ANY}
   * @param line from one row of the transpose to the next, or ANY
   */
  record Strides(int ld, int line) {}

  private record Found(int ld, int line, BlockTranspose kernel) {}

  private int calls;

  /** The kernel for these strides. Thread-safe. */
  static BlockTranspose get(int ld, int line) {
    int index = (31 * ld + line) & FOUND.length - 1;
    Found found = FOUND[index];
    if (found == null || found.ld() != ld || found.line() != line) {
      found = new Found(ld, line, emitted(new Strides(ld, line)));
      FOUND[index] = found;
    }
    return found.kernel();
  }

  private static BlockTranspose emitted(Strides strides) {
    BlockTranspose kernel = EMITTED.get(strides);
    if (kernel != null) {
      return kernel;
    }
    return EMITTED.size() < MOST_SPECIAL
        ? EMITTED.computeIfAbsent(strides, BlockTransposeEmitter::emit)
        : OF_ANY;
  }

  /** As {@link #run} for one block of strides that are not worth a kernel. */
  static void once(float[] from, int start, int ld, float[] to, int at, int line) {
    OF_ANY.blocks(1, from, start, ld, to, at, line);
  }

  /**
   * to[at + j·line + i] = from[start + i·ld + j] for i &lt; L and j &lt; blocks·L.
   *
   * @param ld what the kernel is for
   * @param line likewise
   */
  final void run(int blocks, float[] from, int start, int ld, float[] to, int at, int line) {
    if (calls >= COLD_CALLS || this == OF_ANY) {
      blocks(blocks, from, start, ld, to, at, line);
      return;
    }
    calls++;
    int cold = Math.min(blocks, COLD_BLOCKS);
    int next = cold * Lanes.COUNT;
    blocks(cold, from, start, ld, to, at, line);
    OF_ANY.blocks(blocks - cold, from, start + next, ld, to, at + next * line, line);
  }

  /** As {@link #run}. */
  abstract void blocks(int blocks, float[] from, int start, int ld, float[] to, int at, int line);
}
