package io.github.lanewise.tornado.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Bound;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Reference;
import io.github.lanewise.kit.Shapes;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The product kernel, index by index, against the oracle. */
class TiledProductTest {

  private static final int TILE = TiledProduct.LARGEST_TILE;

  private final RandomGenerator random = Shapes.random(8);

  private enum Layout {
    NN(false, false),
    TN(true, false),
    NT(false, true);

    private final boolean transposesA;
    private final boolean transposesB;

    Layout(boolean transposesA, boolean transposesB) {
      this.transposesA = transposesA;
      this.transposesB = transposesB;
    }

    int[] of(int m, int n, int k, int a, int b, int c) {
      return switch (this) {
        case NN -> ProductLayout.nn(m, n, k, a, b, c);
        case TN -> ProductLayout.tn(m, n, k, a, b, c);
        case NT -> ProductLayout.nt(m, n, k, a, b, c);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void everySizeAroundATile(Layout layout) {
    int[] sizes = {1, TILE - 1, TILE, TILE + 1, 2 * TILE + 1};
    for (int m : sizes) {
      for (int n : sizes) {
        for (int k : sizes) {
          check(layout, m, n, k, TILE, WorkGroups.Order.ASCENDING);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void smallerWorkGroupsAndTheOtherOrder(Layout layout) {
    for (int tile : new int[] {1, 2, 4, 8}) {
      check(layout, 11, 10, 9, tile, WorkGroups.Order.ASCENDING);
      check(layout, 11, 10, 9, tile, WorkGroups.Order.DESCENDING);
    }
    check(layout, 33, 17, 35, TILE, WorkGroups.Order.DESCENDING);
  }

  private void check(Layout layout, int m, int n, int k, int tile, WorkGroups.Order order) {
    Matrix a = layout.transposesA ? filled(k, m) : filled(m, k);
    Matrix b = layout.transposesB ? filled(n, k) : filled(k, n);
    Guarded c = Guarded.of(m, n, 0, 5);
    int[] places = layout.of(m, n, k, a.offset(), b.offset(), c.matrix().offset());
    run(places, a.data(), b.data(), b.data(), c.matrix().data(), tile, order, TiledProduct.PLAIN);
    c.check();
    Reference.Product expected =
        Reference.product(a, layout.transposesA, b, layout.transposesB, null);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        // Java rounds products and sums, so twice the roundings of a chain of fma.
        Bound bound = Bound.ofChain(2 * k, expected.magnitude()[i][j]);
        float actual = c.matrix().get(i, j);
        assertTrue(
            bound.accepts(expected.value()[i][j], actual),
            "%s %d×%d×%d, tile %d: c(%d,%d) is %s and not %s"
                .formatted(layout, m, n, k, tile, i, j, actual, expected.value()[i][j]));
      }
    }
  }

  @Test
  void theColumnOfOnesGivesTheSumsOfA() {
    int rows = 37;
    int m = 19;
    int n = 16;
    Matrix delta = filled(rows, m);
    Matrix q = filled(rows, n);
    Guarded c = Guarded.of(1, m * n + m, 0, 3);
    int start = c.matrix().offset();
    int[] places =
        ProductLayout.withColumnSums(
            ProductLayout.tn(m, n, rows, delta.offset(), q.offset(), start), start + m * n);
    run(
        places,
        delta.data(),
        q.data(),
        q.data(),
        c.matrix().data(),
        TILE,
        WorkGroups.Order.ASCENDING,
        TiledProduct.PLAIN);
    c.check();
    for (int i = 0; i < m; i++) {
      float sum = 0;
      for (int p = 0; p < rows; p++) {
        sum += delta.get(p, i);
      }
      Bits.assertSame(Matrix.row(sum), c.matrix().view(0, m * n + i, 1, 1), "sum " + i);
    }
  }

  /** What lies outside the operands, here NaN, never comes into a sum. */
  @Test
  void onlyTheOperandsAreRead() {
    for (Layout layout : Layout.values()) {
      int m = TILE + 3;
      int n = TILE + 2;
      int k = TILE + 1;
      Guarded a = layout.transposesA ? Guarded.of(k, m, 0, 700) : Guarded.of(m, k, 0, 700);
      Guarded b = layout.transposesB ? Guarded.of(n, k, 0, 700) : Guarded.of(k, n, 0, 700);
      a.matrix().fill(1);
      b.matrix().fill(2);
      float[] c = new float[m * n];
      run(
          layout.of(m, n, k, 700, 700, 0),
          a.matrix().data(),
          b.matrix().data(),
          b.matrix().data(),
          c,
          TILE,
          WorkGroups.Order.ASCENDING,
          TiledProduct.PLAIN);
      float[] expected = new float[m * n];
      Arrays.fill(expected, 2 * k);
      Bits.assertSame(Matrix.row(expected), Matrix.row(c), layout.toString());
    }
  }

  private static void run(
      int[] layout,
      float[] a,
      float[] b,
      float[] extra,
      float[] c,
      int tile,
      WorkGroups.Order order,
      int epilogue) {
    new WorkGroups(order)
        .run(
            Math.ceilDiv(layout[ProductLayout.N], tile) * tile,
            Math.ceilDiv(layout[ProductLayout.M], tile) * tile,
            tile,
            tile,
            context ->
                TiledProduct.run(
                    context, layout, 0, a, b, extra, c, tile, epilogue, DeviceMath.IDENTITY, 0));
  }

  private Matrix filled(int rows, int columns) {
    return Shapes.guarded(rows, columns, 0, random).matrix();
  }
}
