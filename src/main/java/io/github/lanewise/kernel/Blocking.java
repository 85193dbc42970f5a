package io.github.lanewise.kernel;

/**
 * How large the blocks of a product are, in elements, for tiles of mr × nr.
 *
 * <p>A panel of B (kc·nr) is read by one tile after the other of a block of A (mc·kc), which stays
 * in the second-level cache, as does the block of C (mc·nc). With 32 registers the panel stays in
 * the first level:
 *
 * <pre>
 * kc·(nr + mr)·4 B ≤ 3/4 L1     a panel of B, read mc/mr times, and one of A
 * mc·kc·4 B ≤ 1/16 L2           a block of A, read nc/nr times
 * mc·nc·4 B ≤ 1/16 L2           a block of C, read and written k/kc times
 * </pre>
 *
 * <p>Where the first would make kc so short that a tile is stored and loaded again too often, the
 * panels come from the second level and kc is as long as pays. With 16 registers tiles are so small
 * that this is so whatever the first-level cache, and a block of A may be twice as large.
 *
 * @param kc steps of k in one block, a multiple of 16
 * @param mc rows of a block of A, a multiple of mr
 * @param nc columns of a block of B, a multiple of nr
 */
public record Blocking(int kc, int mc, int nc) {

  /** Beyond this a longer block saves no more loads and stores of C. */
  private static final int LONGEST = 512;

  /** The same with 16 registers, where a step is half as many multiply-adds. */
  private static final int LONGEST_OF_SMALL = 1024;

  /** Below this, loading and storing C takes longer than reading panels from the second level. */
  private static final int SHORTEST = 192;

  /**
   * The blocks for tiles of mr × nr; values of a tuned profile are rounded down to a multiple.
   *
   * @param small whether there are 16 registers only
   */
  public static Blocking of(CacheSizes caches, int mr, int nr, boolean small) {
    int near = caches.l1() / 4 * 3 / (4 * (nr + mr));
    int longest = near < SHORTEST ? LONGEST : Math.min(near, LONGEST);
    int kc = multiple(TuningParameter.KC, small ? LONGEST_OF_SMALL : longest, 16);
    int mc = multiple(TuningParameter.MC, caches.l2() / (small ? 8 : 16) / (4 * kc), mr);
    int nc = multiple(TuningParameter.NC, caches.l2() / 16 / (4 * mc), nr);
    return new Blocking(kc, mc, nc);
  }

  private static int multiple(TuningParameter parameter, int derived, int of) {
    return Math.max(1, Tuning.current().value(parameter, Math.max(1, derived / of) * of) / of) * of;
  }
}
