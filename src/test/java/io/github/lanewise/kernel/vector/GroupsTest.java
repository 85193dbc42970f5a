package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector")
class GroupsTest {

  private static final int L = Lanes.COUNT;

  /** Groups may not overlap: an accumulating tile would add twice. Vectors of one tile may. */
  @Test
  void groupsCoverEveryColumnOnce() {
    for (int width = 2; width <= TileShapes.MOST_VECTORS; width++) {
      for (int columns = 1; columns <= 10 * L; columns++) {
        String what = columns + " columns in groups of " + width;
        BitSet covered = new BitSet();
        for (int group = 0; group < Groups.count(columns, width); group++) {
          int start = Groups.start(columns, width, group);
          int vectors = Groups.vectors(columns, width, group);
          int last = Groups.last(columns, width, group);
          assertTrue(vectors >= 1 && vectors <= width, what);
          assertTrue(last > (vectors - 2) * L && last <= (vectors - 1) * L, what + ": " + last);
          BitSet own = new BitSet();
          own.set(start, start + last + L);
          assertTrue(!covered.intersects(own), what);
          covered.or(own);
        }
        assertEquals(Math.max(L, columns), covered.length(), what);
        assertEquals(covered.length(), covered.cardinality(), what);
      }
    }
  }
}
