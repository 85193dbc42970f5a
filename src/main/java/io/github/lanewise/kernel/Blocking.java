package io.github.lanewise.kernel;

/**
 * How large the blocks of a product are, in elements, for tiles of mr × nr.
 *
 * <p>While a panel of B (kc·nr) stays in the first-level cache, panels of A (kc·mr) pass by it from
 * the second level, where the block of A (mc·kc) stays; the block of B (kc·nc) stays in the third.
 *
 * <pre>
 * kc·nr·4 B ≤ L1            a panel of B, read once a tile
 * mc·kc·4 B ≤ L2 / 4        leaves room for what passes by
 * kc·nc·4 B ≤ L3 of a core  4 MiB
 * </pre>
 *
 * @param mc rows of a block of A, a multiple of mr
 * @param kc steps of k in one block
 * @param nc columns of a block of B, a multiple of nr
 */
public record Blocking(int mc, int kc, int nc) {

  private static final int L1_BYTES = 32 << 10;
  private static final int L2_BYTES = 1 << 20;
  private static final int L3_BYTES = 4 << 20;

  /** The blocks for tiles of mr × nr, from caches every current CPU has. */
  public static Blocking of(int mr, int nr) {
    int kc = Math.min(512, L1_BYTES / (4 * nr));
    int mc = L2_BYTES / 4 / (4 * kc) / mr * mr;
    int nc = L3_BYTES / (4 * kc) / nr * nr;
    return new Blocking(mc, kc, nc);
  }
}
