package io.github.lanewise.kernel.vector;

import static io.github.lanewise.kernel.vector.LaneExchange.BY_1;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_2;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_4;
import static io.github.lanewise.kernel.vector.LaneExchange.BY_8;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_1;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_2;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_4;
import static io.github.lanewise.kernel.vector.LaneExchange.UPPER_8;
import static io.github.lanewise.kernel.vector.Lanes.CLASS;
import static io.github.lanewise.kernel.vector.Lanes.F;

import jdk.incubator.vector.FloatVector;

/**
 * Adds up the 16 chains of each of 16 elements, by halves as {@link
 * io.github.lanewise.kernel.SumOrder} says, two elements in one vector at a time:
 *
 * <pre>
 * x, y of L lanes, d = L/2:    x.blend(y, upper) = x₀…x_(d−1) y_d…y_(L−1)
 *                              y.blend(x, upper) = y₀…y_(d−1) x_d…x_(L−1), halves exchanged: x_d…x_(L−1) y₀…y_(d−1)
 *                              their sum         = x_l + x_(l+d) in the lower half, y_l + y_(l+d) in the upper
 * </pre>
 *
 * and so on with d = L/4 … 1. An addition gives the same bits in either order. Elements whose
 * numbers differ in bit d meet at distance d, so that element e ends in lane e.
 */
final class ChainSums {

  /** Elements that are added up at once. */
  static final int ELEMENTS = 16;

  private static final int L = Lanes.COUNT;

  private ChainSums() {}

  /**
   * Replaces the first 16 elements of {@code chains}, which holds chain l of element e at 16·e + l,
   * by the sums of the elements.
   */
  static void run(float[] chains) {
    if (L == 16) {
      distances8And4(chains);
      distances2And1(chains, 0, 0);
    } else if (L == 8) {
      for (int e = 0; e < ELEMENTS; e += 8) {
        halvesAndDistance4(chains, e);
        distances2And1(chains, 16 * e, e);
      }
    } else {
      for (int e = 0; e < ELEMENTS; e += 4) {
        quarters(chains, e);
        distances2And1(chains, 16 * e, e);
      }
    }
  }

  /** From elements i, i + 4, i + 8 and i + 12, a vector each, to vector i; i from 0 to 3. */
  private static void distances8And4(float[] chains) {
    for (int i = 0; i < 4; i++) {
      FloatVector x = FloatVector.fromArray(F, chains, i * 16);
      FloatVector y = FloatVector.fromArray(F, chains, (i + 8) * 16);
      FloatVector z = FloatVector.fromArray(F, chains, (i + 4) * 16);
      FloatVector w = FloatVector.fromArray(F, chains, (i + 12) * 16);
      FloatVector xy = x.blend(y, UPPER_8).add(y.blend(x, UPPER_8).rearrange(BY_8));
      FloatVector zw = z.blend(w, UPPER_8).add(w.blend(z, UPPER_8).rearrange(BY_8));
      CLASS
          .cast(xy.blend(zw, UPPER_4).add(zw.blend(xy, UPPER_4).rearrange(BY_4)))
          .intoArray(chains, i * 16);
    }
  }

  /** From elements e + i and e + i + 4, two vectors each, to one vector; i from 0 to 3. */
  private static void halvesAndDistance4(float[] chains, int e) {
    for (int i = 0; i < 4; i++) {
      int start = (e + i) * 16;
      FloatVector x =
          FloatVector.fromArray(F, chains, start).add(FloatVector.fromArray(F, chains, start + 8));
      FloatVector y =
          FloatVector.fromArray(F, chains, start + 64)
              .add(FloatVector.fromArray(F, chains, start + 72));
      CLASS
          .cast(x.blend(y, UPPER_4).add(y.blend(x, UPPER_4).rearrange(BY_4)))
          .intoArray(chains, start);
    }
  }

  /** From element e + i, four vectors, to one; i from 0 to 3. */
  private static void quarters(float[] chains, int e) {
    for (int i = 0; i < 4; i++) {
      int start = (e + i) * 16;
      FloatVector v0 = FloatVector.fromArray(F, chains, start);
      FloatVector v4 = FloatVector.fromArray(F, chains, start + 4);
      FloatVector v8 = FloatVector.fromArray(F, chains, start + 8);
      FloatVector v12 = FloatVector.fromArray(F, chains, start + 12);
      CLASS.cast(v0.add(v8).add(v4.add(v12))).intoArray(chains, start);
    }
  }

  /** From four vectors, 16 elements of memory apart, to the sums of L elements. */
  private static void distances2And1(float[] chains, int start, int at) {
    FloatVector x = FloatVector.fromArray(F, chains, start);
    FloatVector y = FloatVector.fromArray(F, chains, start + 32);
    FloatVector z = FloatVector.fromArray(F, chains, start + 16);
    FloatVector w = FloatVector.fromArray(F, chains, start + 48);
    FloatVector xy = x.blend(y, UPPER_2).add(y.blend(x, UPPER_2).rearrange(BY_2));
    FloatVector zw = z.blend(w, UPPER_2).add(w.blend(z, UPPER_2).rearrange(BY_2));
    CLASS
        .cast(xy.blend(zw, UPPER_1).add(zw.blend(xy, UPPER_1).rearrange(BY_1)))
        .intoArray(chains, at);
  }
}
