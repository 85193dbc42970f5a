package io.github.lanewise.kernel;

/**
 * How large the blocks of a product are, in elements, for tiles of mr × nr.
 *
 * <p>A panel of B (kc·nr) stays in the first-level cache while the panels of a block of A pass by;
 * the block of A (mc·kc) and the block of C (mc·nc) stay in the second level.
 *
 * <pre>
 * kc·(nr + mr)·4 B ≤ 3/4 L1     a panel of B, read mc/mr times, and one of A
 * mc·kc·4 B ≤ 1/16 L2           a block of A, read nc/nr times
 * mc·nc·4 B ≤ 1/16 L2           a block of C, read and written k/kc times
 * </pre>
 *
 * <p>Where the first would make kc so short that a tile is stored and loaded again too often, the
 * panels come from the second level and kc is as long as pays.
 *
 * @param kc steps of k in one block, a multiple of 16
 * @param mc rows of a block of A, a multiple of mr
 * @param nc columns of a block of B, a multiple of nr
 */
public record Blocking(int kc, int mc, int nc) {

  /** Beyond this a longer block saves no more loads and stores of C. */
  private static final int LONGEST = 512;

  /** Below this, loading and storing C takes longer than reading panels from the second level. */
  private static final int SHORTEST = 192;

  /** The blocks for tiles of mr × nr; values of a tuned profile are rounded down to a multiple. */
  public static Blocking of(CacheSizes caches, int mr, int nr) {
    int near = caches.l1() / 4 * 3 / (4 * (nr + mr));
    int kc = multiple(TuningParameter.KC, near < SHORTEST ? LONGEST : Math.min(near, LONGEST), 16);
    int mc = multiple(TuningParameter.MC, caches.l2() / 16 / (4 * kc), mr);
    int nc = multiple(TuningParameter.NC, caches.l2() / 16 / (4 * mc), nr);
    return new Blocking(kc, mc, nc);
  }

  private static int multiple(TuningParameter parameter, int derived, int of) {
    return Math.max(1, Tuning.current().value(parameter, Math.max(1, derived / of) * of) / of) * of;
  }
}
