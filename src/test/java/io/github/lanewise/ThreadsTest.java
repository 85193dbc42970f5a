package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  @Test
  void everyTaskRunsOnce() {
    try (ForkJoinPool pool = new ForkJoinPool(3)) {
      for (Threads threads :
          new Threads[] {Threads.sequential(), Threads.commonPool(), Threads.of(pool)}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(100);
        threads.forEach(100, runs::incrementAndGet);
        for (int i = 0; i < 100; i++) {
          assertEquals(1, runs.get(i), threads + ", task " + i);
        }
      }
    }
  }

  @Test
  void sequentialStaysOnTheCaller() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Threads.sequential().forEach(50, i -> seen.add(Thread.currentThread()));
    assertEquals(Set.of(Thread.currentThread()), seen);
  }

  @Test
  void aGivenPoolDoesTheWork() {
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      Threads.of(pool).forEach(50, i -> seen.add(Thread.currentThread()));
      assertTrue(!seen.contains(Thread.currentThread()) && seen.size() <= 2, seen::toString);
      assertEquals(2, Threads.of(pool).count());
    }
  }

  @Test
  void theCommonPoolIsRecognised() {
    assertEquals(Threads.commonPool().count(), Threads.of(ForkJoinPool.commonPool()).count());
    assertSame(Threads.sequential(), Threads.sequential());
    assertThrows(NullPointerException.class, () -> Threads.of(null));
  }

  @Test
  void anExceptionOfATaskReachesTheCaller() {
    for (Threads threads : new Threads[] {Threads.sequential(), Threads.commonPool()}) {
      assertThrows(
          ArithmeticException.class,
          () ->
              threads.forEach(
                  10,
                  i -> {
                    if (i == 7) {
                      throw new ArithmeticException();
                    }
                  }));
    }
  }
}
