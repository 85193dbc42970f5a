package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ThreadUseTest {

  private static final int CALL = 30_000_000;

  private long cpu;
  private long wall;
  private int calls;

  /** Work of which each call takes 30 ms, and so much CPU time. */
  private double used(IntUnaryOperator cpuOfCall) {
    return use().threadsOf(work(cpuOfCall));
  }

  private ThreadUse use() {
    return new ThreadUse(() -> cpu, () -> wall);
  }

  private Runnable work(IntUnaryOperator cpuOfCall) {
    return () -> {
      cpu += cpuOfCall.applyAsInt(calls++);
      wall += CALL;
    };
  }

  @Test
  void isTheCpuTimeOverTheWallTime() {
    assertEquals(1, used(call -> CALL));
    assertEquals(2, used(call -> 2 * CALL));
  }

  @Test
  void doesNotCountACompilationInSomeRounds() {
    assertEquals(1, used(call -> call < 8 ? 2 * CALL : CALL));
  }

  @Test
  void refusesASecondThreadWhereOneWasAskedFor() {
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> use().check("greedy", 1, work(call -> CALL * 3 / 2)));
    assertTrue(e.getMessage().contains("impl=greedy takes 1.50 s"), e.getMessage());
    assertDoesNotThrow(() -> use().check("fair", 2, work(call -> 2 * CALL)));
  }
}
