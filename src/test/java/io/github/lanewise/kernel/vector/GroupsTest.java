package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector")
class GroupsTest {

  private static final int L = Lanes.COUNT;

  /** Groups may not overlap: an accumulating tile would add twice. Two vectors of one tile may. */
  @Test
  void groupsCoverEveryColumnOnce() {
    for (int columns = 1; columns <= 10 * L; columns++) {
      BitSet covered = new BitSet();
      for (int group = 0; group < Groups.count(columns); group++) {
        BitSet own = new BitSet();
        int start = Groups.start(columns, group);
        int second = Groups.second(columns, group);
        int vectors = Groups.vectors(columns, group);
        own.set(start, start + L);
        if (vectors == 2) {
          assertTrue(second >= 1 && second <= L, columns + " columns: " + second);
          own.set(start + second, start + second + L);
        } else {
          assertEquals(0, second);
        }
        assertTrue(!covered.intersects(own), columns + " columns, group " + group);
        covered.or(own);
      }
      assertEquals(Math.max(L, columns), covered.length(), columns + " columns");
      assertEquals(covered.length(), covered.cardinality(), columns + " columns");
    }
  }
}
