package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kernel.Transposition;
import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;

/** Which of the ways to compute a product suits its shape. */
final class ProductPlanner {

  /** Rows of A that must use a copy of B, and steps that must use one of A, for it to pay. */
  private static final int ROWS_THAT_PAY = tuned(TuningParameter.ROWS_THAT_PAY, 112);

  private static final int STEPS_THAT_PAY =
      tuned(TuningParameter.STEPS_THAT_PAY, TileShapes.SMALL ? 16 : 48);

  /** The same rows where the copy is made by tiles. */
  private static final int ROWS_THAT_PAY_BY_TILES = ROWS_THAT_PAY / 7 * 4;

  /** The same where the rows of B share one set of the first-level cache, if it is near or far. */
  private static final int ROWS_OF_ONE_SET = 14;

  private static final int ROWS_OF_ONE_SET_FAR = 9;
  private static final int ROWS_OF_ONE_SET_FAR_ALIGNED = 28;

  /** Steps from which on transposing blocks of an operand pays that stays in the nearest cache. */
  private static final int STEPS_WORTH_BLOCKS =
      tuned(TuningParameter.STEPS_THAT_PAY, TileShapes.SMALL ? 72 : 48);

  /** Columns up to which a copy of A has too few uses. */
  private static final int FEW_COLUMNS = 32;

  /** Columns up to which some rows of B lie on few enough pages of memory to be read in turn. */
  private static final int COLUMNS_IN_PLACE = 256;

  /** Elements of B up to which it is read from the first-level cache as fast as a copy. */
  private static final int NEAR = tuned(TuningParameter.NEAR, 16 << 10);

  /** Rows of B so many elements apart, or a multiple of it, share few sets of that cache. */
  private static final int CROWDING = 128;

  /** The same for columns of A and rows of B that are read in turn. */
  private static final int CROWDING_OF_A = 64;

  private static final int CROWDING_OF_B = 512;

  /** What it costs to turn an element of C, in elements that are transposed: measured. */
  private static final int TURNING = tuned(TuningParameter.TURNING, TileShapes.SMALL ? 1 : 2);

  /**
   * Rows of A from which on it is turned, though lanes stay empty, where else a B would be
   * transposed that is not near.
   */
  private static final int FEWEST_TURNED =
      TileShapes.SMALL ? Math.min(5, Lanes.COUNT) : Lanes.COUNT;

  /** Rows of Bᵀ that can be read side by side wherever they are. */
  private static final int FEW_ROWS = 16;

  private ProductPlanner() {}

  private static int tuned(TuningParameter parameter, int value) {
    return Tuning.current().value(parameter, value);
  }

  static PlannedProduct plan(ProductShape shape) {
    if (shape.ldb() == PrepackedProduct.PACKED) {
      return shape.order() == SumOrder.INTERLEAVED
          ? new ChainwiseProduct(shape)
          : new PrepackedProduct(shape);
    }
    if (shape.order() == SumOrder.INTERLEAVED) {
      return new DotProduct(shape);
    }
    if (shape.t() == Transposition.NT && shape.k() > 0) {
      if (RowProduct.pays(shape)) {
        return new RowProduct(shape);
      }
      if (isFlat(shape) && !(fillsLanes(shape) && turns(shape))) {
        return new RowsOfTransposeProduct(shape);
      }
      return turns(shape) ? new TransposedProduct(shape) : new PackedProduct(shape);
    }
    if (shape.n() < Lanes.COUNT) {
      return TurnedNarrowProduct.pays(shape)
          ? new TurnedNarrowProduct(shape)
          : new NarrowProduct(shape);
    }
    if (SweptProduct.pays(shape)) {
      return new SweptProduct(shape);
    }
    if (packs(shape)) {
      return new PackedProduct(shape);
    }
    return BandedProduct.pays(shape) ? new BandedProduct(shape) : new InPlaceProduct(shape);
  }

  private static boolean packs(ProductShape shape) {
    int near = shape.ldb() % CROWDING == 0 ? NEAR / 2 : NEAR;
    if (shape.k() < STEPS_THAT_PAY || (long) shape.k() * shape.n() < near) {
      return false;
    }
    boolean crowds = crowds(shape) || sharesOneSet(shape) && shape.hasNearB();
    boolean copiesBoth = TileShapes.SMALL && shape.t() == Transposition.TN && !crowds;
    return copiesBoth ? copiesPay(shape) : shape.m() >= rowsThatPay(shape, crowds);
  }

  private static int rowsThatPay(ProductShape shape, boolean crowds) {
    boolean aligned = shape.alignedB();
    if (sharesOneSet(shape)) {
      boolean near = shape.hasNearB() || shape.t() == Transposition.TN;
      return near ? ROWS_OF_ONE_SET : aligned ? ROWS_OF_ONE_SET_FAR_ALIGNED : ROWS_OF_ONE_SET_FAR;
    }
    int rows = PackedProduct.copiesByTiles(shape) ? ROWS_THAT_PAY_BY_TILES : ROWS_THAT_PAY;
    if (TileShapes.SMALL && !shape.hasNearB()) {
      // The sooner, the more cache lines a column of vectors lies in.
      rows = aligned ? rows / 3 * 2 : rows / 2;
    }
    return crowds && !aligned ? rows / 2 : rows;
  }

  /** With 16 registers tiles have so few columns that they read more of such rows side by side. */
  private static boolean sharesOneSet(ProductShape shape) {
    return TileShapes.SMALL && shape.sharesOneSet();
  }

  /**
   * Of Aᵀ·B with 16 registers: a copy of B is used m times and one of A n times, so that what both
   * cost, beside the product, is proportional to 1/m + 1/n. Where a block of either, read in place,
   * is far away, they pay sooner.
   */
  private static boolean copiesPay(ProductShape shape) {
    long m = shape.m();
    long n = shape.n();
    if (n < FEW_COLUMNS) {
      return false;
    }
    boolean near = n <= COLUMNS_IN_PLACE && InPlaceProduct.hasNearA(shape);
    if (!near) {
      return m >= ROWS_THAT_PAY / 2;
    }
    boolean crowded = shape.ldb() % CROWDING == 0;
    return m * n >= (m + n) * (crowded ? ROWS_THAT_PAY / 2 : ROWS_THAT_PAY);
  }

  /**
   * Whether the rows of B lie in a few sets of the first-level cache, so that reading them in place
   * is dear. In Aᵀ·B it is only if the columns of A lie so as well and the second-level cache does
   * not hold B. In A·B rows of A are read in long pieces, beside which large tiles do without a
   * copy of B.
   */
  private static boolean crowds(ProductShape shape) {
    boolean tn = shape.t() == Transposition.TN;
    boolean ofA = tn ? shape.lda() % CROWDING_OF_A == 0 : TileShapes.SMALL;
    return ofA && shape.ldb() % CROWDING_OF_B == 0 && (!tn || !shape.hasNearB());
  }

  /**
   * Whether reading Bᵀ by long rows pays: these are few, or stay in the first-level cache and A is
   * not worth turning.
   */
  private static boolean isFlat(ProductShape shape) {
    return shape.k() <= FEW_ROWS
        || isNear(shape) && (shape.k() < STEPS_WORTH_BLOCKS || shape.m() < Lanes.COUNT);
  }

  private static boolean isNear(ProductShape shape) {
    return (long) shape.k() * shape.n() <= NEAR / 2;
  }

  /** Whether turned rows of A are whole vectors; measured with 16 registers. */
  private static boolean fillsLanes(ProductShape shape) {
    return TileShapes.SMALL && shape.m() % Lanes.COUNT == 0;
  }

  /**
   * Whether it costs less to transpose A, m×k, and to turn C, m×n, than to transpose B, n×k. With
   * fewer rows than lanes, lanes stay empty.
   */
  private static boolean turns(ProductShape shape) {
    if (shape.m() < (isNear(shape) ? Lanes.COUNT : FEWEST_TURNED)) {
      return false;
    }
    long ofA = (long) shape.m() * shape.k() + (long) TURNING * shape.m() * shape.n();
    return ofA < (long) shape.n() * shape.k();
  }
}
