package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernel.SumOrder;
import io.github.lanewise.kit.CompilationFailures;
import io.github.lanewise.kit.Shapes;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kernel of scalar chains that the library can emit, against plain loops. */
@Tag("vector")
class RowDotsEmitterTest {

  private final RandomGenerator random = Shapes.random(12);

  @Test
  void everyShapeComputesItsChains() {
    int cases = 0;
    for (int chains = 1; chains <= RowDots.MOST; chains++) {
      for (int k = 1; k < SumOrder.CHAINS; k++) {
        for (boolean accumulate : new boolean[] {false, true}) {
          check(new RowDots.Shape(chains, k, k + chains % 3, accumulate), 3 * chains);
          cases++;
        }
      }
    }
    assertEquals(RowDots.MOST * (SumOrder.CHAINS - 1) * 2, cases);
  }

  private void check(RowDots.Shape shape, int n) {
    float[] a = Shapes.values(2 + shape.k(), random);
    float[] b = Shapes.values(3 + (n - 1) * shape.ldb() + shape.k(), random);
    float[] c = Shapes.values(1 + n + 2, random);
    float[] expected = c.clone();
    for (int j = 0; j < n; j++) {
      float sum = shape.accumulate() ? c[1 + j] : 0;
      for (int p = 0; p < shape.k(); p++) {
        sum = Math.fma(a[2 + p], b[3 + j * shape.ldb() + p], sum);
      }
      expected[1 + j] = sum;
    }
    RowDotsEmitter.emit(shape).run(n, a, 2, b, 3, c, 1);
    assertArrayEquals(expected, c, shape.toString());
  }

  @Test
  void theLargestKernelReachesTheOptimisingCompiler() throws IOException {
    RowDots.Shape largest = new RowDots.Shape(RowDots.MOST, SumOrder.CHAINS - 1, 15, true);
    assertEquals(
        List.of(),
        CompilationFailures.of(() -> {
          RowDots kernel = RowDotsEmitter.emit(largest);
          float[] a = Shapes.values(15, random);
          float[] b = Shapes.values(8 * 15, random);
          float[] c = new float[8];
          for (int i = 0; i < 20_000; i++) {
            kernel.run(8, a, 0, b, 0, c, 0);
          }
        }));
  }
}
