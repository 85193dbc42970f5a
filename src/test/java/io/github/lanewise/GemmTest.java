package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Bound;
import io.github.lanewise.kit.Products;
import io.github.lanewise.kit.Products.Operands;
import io.github.lanewise.kit.Reference;
import io.github.lanewise.kit.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GemmTest {

  /** Tile rows are 5 or 12, tile columns 8, 16 or 32. */
  private static final int[] ROWS = Shapes.around(1, 5, 8, 12, 16);

  private static final int[] COLUMNS = Shapes.around(2, 4, 8, 16, 32);
  private static final int[] STEPS = {0, 1, 2, 7, 8, 15, 16, 33, 64};

  private final RandomGenerator random = Shapes.random(1);

  @ParameterizedTest
  @EnumSource
  void everyElementIsSummedInItsOrder(Products product) {
    int cases = 0;
    for (int m : ROWS) {
      for (int n : COLUMNS) {
        for (int k : STEPS) {
          checkBits(product, m, n, k, (m + n) % 3, 3 + (n + k) % 5);
          cases++;
        }
      }
    }
    assertEquals(ROWS.length * COLUMNS.length * STEPS.length, cases);
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfAnySizeKeepTheOrder(Products product) {
    checkBits(product, 150, 70, 2600, 0, 0);
    checkBits(product, 130, 2100, 1600, 0, 0);
    checkBits(product, 50, 70, 2600, 1, 1);
    checkBits(product, 70, 600, 257, 1, 5);
    checkBits(product, 203, 67, 300, 3, 1);
    checkBits(product, 9, 2100, 530, 0, 2);
    checkBits(product, 1, 1000, 999, 2, 0);
    checkBits(product, 1000, 1, 999, 0, 1);
    checkBits(product, 700, 3, 30, 1, 1);
  }

  /** Shapes whose rows lie in few sets of a cache, for which products go other ways. */
  @ParameterizedTest
  @EnumSource
  void operandsThatCrowdACacheKeepTheOrder(Products product) {
    checkBits(product, 64, 1024, 600, 0, 0);
    checkBits(product, 1, 21, 1024, 0, 0);
    checkBits(product, 2, 19, 2048, 1, 0);
    checkBits(product, 1, 1024, 40, 0, 0);
    checkBits(product, 13, 150, 1024, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void theErrorStaysWithinTheBoundOfTheOracle(Products product) {
    for (int[] shape : new int[][] {{1, 1, 1}, {17, 33, 65}, {64, 10, 300}, {130, 150, 400}}) {
      Operands o = Operands.random(product, shape[0], shape[1], shape[2], 0, 0, random);
      Reference.Product exact =
          Reference.product(
              o.a(),
              product.transposesA(),
              o.b(),
              product.transposesB(),
              product.accumulates() ? o.c().matrix().copy() : null);
      product.run(o.a(), o.b(), o.c().matrix(), Threads.sequential());
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          Bound bound = Bound.ofChain(shape[2] + 1, exact.magnitude()[i][j]);
          float actual = o.c().matrix().get(i, j);
          double expected = exact.value()[i][j];
          assertTrue(
              bound.accepts(expected, actual),
              () -> "%s: %s and not %s within %s".formatted(product, actual, expected, bound));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsDoNotChangeABit(Products product) {
    for (int[] shape :
        new int[][] {
          {300, 200, 100}, {10, 700, 900}, {2000, 10, 64}, {64, 64, 4000}, {700, 600, 101}
        }) {
      Operands o = Operands.random(product, shape[0], shape[1], shape[2], 1, 3, random);
      Matrix start = o.c().matrix().copy();
      product.run(o.a(), o.b(), o.c().matrix(), Threads.sequential());
      Matrix expected = o.c().matrix().copy();
      List<Threads> choices = new ArrayList<>(List.of(Threads.commonPool()));
      List<ForkJoinPool> pools = IntStream.of(1, 2, 3, 4, 12).mapToObj(ForkJoinPool::new).toList();
      pools.forEach(pool -> choices.add(Threads.of(pool)));
      for (Threads threads : choices) {
        o.c().matrix().copyFrom(start);
        product.run(o.a(), o.b(), o.c().matrix(), threads);
        Bits.assertSame(expected, o.c().matrix(), product + " on " + threads);
        o.c().check();
      }
      pools.forEach(ForkJoinPool::close);
    }
  }

  @Test
  void productsInsideAParallelStreamDoNotDisturbEachOther() {
    Operands o = Operands.random(Products.NN, 120, 130, 140, 0, 0, random);
    Matrix expected = o.expected();
    List<Matrix> results =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> {
              Matrix c = Matrix.zeros(120, 130);
              Gemm.nn(o.a(), o.b(), c, i % 2 == 0 ? Threads.commonPool() : Threads.sequential());
              return c;
            })
            .toList();
    assertEquals(40, results.size());
    results.forEach(c -> Bits.assertSame(expected, c, "inside a parallel stream"));
  }

  @Test
  void nanAndInfinityPropagateAndDoNotSpread() {
    Matrix a =
        Matrix.of(new float[] {1, 2}, new float[] {3, Float.POSITIVE_INFINITY}, new float[] {5, 6});
    Matrix b = Matrix.of(new float[] {1, 0, Float.NaN}, new float[] {1, 0, 1});
    Matrix c = Matrix.zeros(3, 3);
    Gemm.nn(a, b, c);
    Matrix expected =
        Matrix.of(
            new float[] {3, 0, Float.NaN},
            new float[] {Float.POSITIVE_INFINITY, Float.NaN, Float.NaN},
            new float[] {11, 0, Float.NaN});
    Bits.assertSame(expected, c, "nn");
  }

  @Test
  void aSumOfNegativeZerosEndsAsItsOrderSays() {
    for (Products product : Products.values()) {
      Operands o = Operands.random(product, 1, 1, 17, 0, 0, random);
      o.a().fill(-0f);
      o.c().matrix().fill(-0f);
      Matrix expected = o.expected();
      product.run(o.a(), o.b(), o.c().matrix(), Threads.sequential());
      Bits.assertSame(expected, o.c().matrix(), product.toString());
    }
  }

  @Test
  void aEqualToBIsAllowed() {
    Matrix a = Matrix.of(new float[] {1, 2}, new float[] {3, 4});
    Matrix c = Matrix.zeros(2, 2);
    Gemm.tn(a, a, c);
    Bits.assertSame(Matrix.of(new float[] {10, 14}, new float[] {14, 20}), c, "AᵀA");
  }

  @Test
  void wrongShapesAreNamed() {
    assertMessage(
        "gemmNN: A is 3×4 and B is 5×2; A must have as many columns as B has rows",
        () -> Gemm.nn(Matrix.zeros(3, 4), Matrix.zeros(5, 2), Matrix.zeros(3, 2)));
    assertMessage(
        "gemmTN: A is 3×4 and B is 5×2; A and B must have as many rows",
        () -> Gemm.tn(Matrix.zeros(3, 4), Matrix.zeros(5, 2), Matrix.zeros(4, 2)));
    assertMessage(
        "gemmNTAccumulate: A is 3×4 and B is 5×2; A and B must have as many columns",
        () -> Gemm.ntAccumulate(Matrix.zeros(3, 4), Matrix.zeros(5, 2), Matrix.zeros(3, 5)));
    assertMessage(
        "gemmNN: A is 3×4, B is 4×2 and C is 2×3; C must be 3×2",
        () -> Gemm.nn(Matrix.zeros(3, 4), Matrix.zeros(4, 2), Matrix.zeros(2, 3)));
  }

  @Test
  void anOverlappingResultIsRefusedAndNothingIsWritten() {
    Matrix a = Matrix.of(new float[] {1, 2}, new float[] {3, 4});
    Matrix before = a.copy();
    assertMessage("gemmNN: C (2×2) overlaps A in memory", () -> Gemm.nn(a, Matrix.zeros(2, 2), a));
    assertMessage("gemmNN: C (2×2) overlaps B in memory", () -> Gemm.nn(Matrix.zeros(2, 2), a, a));
    Bits.assertSame(before, a, "A");
  }

  @Test
  void aParallelCallAllocatesLittle() {
    Operands o = Operands.random(Products.NN, 128, 256, 128, 0, 0, random);
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      Threads threads = Threads.of(pool);
      Runnable product = () -> Gemm.nn(o.a(), o.b(), o.c().matrix(), threads);
      long bytes = Allocation.leastBytes(product, 1024);
      assertTrue(bytes <= 1024, bytes + " bytes");
    }
  }

  @Test
  void nothingIsAllocatedOnOneThreadAfterTheFirstCalls() {
    Operands o = Operands.random(Products.NT, 100, 90, 80, 0, 0, random);
    assertEquals(
        0,
        Allocation.leastBytes(() -> Gemm.nt(o.a(), o.b(), o.c().matrix(), Threads.sequential())));
  }

  private void checkBits(Products product, int m, int n, int k, int gap, int margin) {
    Operands o = Operands.random(product, m, n, k, gap, margin, random);
    Matrix expected = o.expected();
    product.run(o.a(), o.b(), o.c().matrix(), Threads.sequential());
    Bits.assertSame(expected, o.c().matrix(), "%s %d×%d×%d".formatted(product, m, n, k));
    o.c().check();
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
