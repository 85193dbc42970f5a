package io.github.lanewise.tornado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test kit of the kernels finds the mistakes that it is for. */
class WorkGroupsTest {

  @ParameterizedTest
  @EnumSource(WorkGroups.Order.class)
  void everyWorkItemRunsOnceAndKnowsItsPlace(WorkGroups.Order order) {
    int[] visits = new int[12 * 6];
    new WorkGroups(order)
        .run(
            12,
            6,
            4,
            3,
            context -> {
              assertEquals(context.globalIdx % 4, context.localIdx);
              assertEquals(context.globalIdy % 3, context.localIdy);
              visits[context.globalIdy * 12 + context.globalIdx]++;
            });
    for (int count : visits) {
      assertEquals(1, count);
    }
  }

  /** Neighbours exchange values through shared memory. */
  @ParameterizedTest
  @EnumSource(WorkGroups.Order.class)
  void barriersOrderSharedMemory(WorkGroups.Order order) {
    float[] out = new float[8];
    new WorkGroups(order)
        .run(
            8,
            4,
            context -> {
              float[] shared = context.allocateFloatLocalArray(4);
              shared[context.localIdx] = context.globalIdx;
              context.localBarrier();
              out[context.globalIdx] = shared[3 - context.localIdx];
            });
    assertArrayEquals(new float[] {3, 2, 1, 0, 7, 6, 5, 4}, out);
  }

  @ParameterizedTest
  @EnumSource(WorkGroups.Order.class)
  void aMissingBarrierShows(WorkGroups.Order order) {
    float[] out = new float[4];
    new WorkGroups(order)
        .run(
            4,
            4,
            context -> {
              float[] shared = context.allocateFloatLocalArray(4);
              shared[context.localIdx] = context.globalIdx;
              out[context.globalIdx] = shared[3 - context.localIdx];
            });
    int first = order == WorkGroups.Order.ASCENDING ? 0 : 3;
    assertTrue(Float.isNaN(out[first]), "the first work item read what nobody had written");
  }

  @Test
  void aBarrierThatSomeSkipIsAnError() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                new WorkGroups(WorkGroups.Order.ASCENDING)
                    .run(
                        4,
                        4,
                        context -> {
                          if (context.localIdx != 2) {
                            context.localBarrier();
                          }
                        }));
    assertEquals("work item 0 came to 1 barriers and work item 2 to 0", error.getMessage());
  }

  @Test
  void whatAWorkItemThrowsReachesTheTest() {
    assertThrows(
        AssertionError.class,
        () ->
            new WorkGroups(WorkGroups.Order.ASCENDING)
                .run(
                    4,
                    4,
                    context -> {
                      int[] none = {};
                      none[context.globalIdx] = 1;
                    }));
    assertThrows(
        AssertionError.class,
        () -> new WorkGroups(WorkGroups.Order.ASCENDING).run(5, 4, context -> {}));
  }
}
