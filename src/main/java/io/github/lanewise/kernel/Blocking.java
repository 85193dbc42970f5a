package io.github.lanewise.kernel;

/**
 * How large the blocks of a product are, in elements, for tiles of mr × nr.
 *
 * <p>A panel of A (mr·kc) stays in the first-level cache while the panels of a block of B pass by;
 * the block of B (kc·nc) stays in the second level while the panels of A pass by.
 *
 * <pre>
 * mr·kc·4 B ≤ 3/4 L1        a panel of A, read nc/nr times
 * kc·nc·4 B ≤ 1/2 L2        a block of B, read m/mr times
 * </pre>
 *
 * @param kc steps of k in one block
 * @param nc columns of a block of B, a multiple of nr
 */
public record Blocking(int kc, int nc) {

  private static final int L1_BYTES = 32 << 10;
  private static final int L2_BYTES = 1 << 20;

  /** Beyond this a longer block saves no more loads and stores of C. */
  private static final int LONGEST = 512;

  /** The blocks for tiles of mr × nr, from caches that current server CPUs have at least. */
  public static Blocking of(int mr, int nr) {
    Tuning tuning = Tuning.current();
    int kc = tuning.value(TuningParameter.KC, Math.min(LONGEST, L1_BYTES * 3 / 4 / (4 * mr)));
    int nc = tuning.value(TuningParameter.NC, L2_BYTES / 2 / (4 * kc) / nr * nr);
    nc = Math.max(1, nc / nr) * nr;
    return new Blocking(kc, nc);
  }
}
