package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Bits;
import io.github.lanewise.kit.Guarded;
import io.github.lanewise.kit.Shapes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector")
class BlockTransposeTest {

  private static final int L = Lanes.COUNT;

  @Test
  void aBlockIsTransposedAndNothingElseIsWritten() {
    Matrix from = Shapes.guarded(L, L, 3, Shapes.random(5)).matrix();
    Guarded to = Guarded.of(L, L, 2, 7);
    Matrix m = to.matrix();
    BlockTranspose.run(
        from.data(),
        from.offset(),
        from.stride(),
        new float[Scratch.BETWEEN + L * L],
        m.data(),
        m.offset(),
        m.stride());
    assertEquals(L, m.rows());
    Bits.assertSame(from.transposed(), m, "transposed");
    to.check();
  }
}
