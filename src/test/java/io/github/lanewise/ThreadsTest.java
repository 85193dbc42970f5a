package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
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
  void aGivenPoolHelpsAndNoOtherThreadDoes() {
    try (ForkJoinPool pool = new ForkJoinPool(3)) {
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      CountDownLatch two = new CountDownLatch(2);
      Threads.of(pool)
          .forEach(
              2,
              i -> {
                seen.add(Thread.currentThread());
                two.countDown();
                awaitOther(two);
              });
      assertTrue(seen.remove(Thread.currentThread()) && seen.size() == 1, seen::toString);
      assertTrue(
          seen.stream().allMatch(t -> t instanceof ForkJoinWorkerThread w && w.getPool() == pool),
          seen::toString);
      assertEquals(3, Threads.of(pool).count());
    }
  }

  /** A pool whose workers are blocked cannot help; the caller must not wait for it. */
  @Test
  void aBusyPoolDoesNotHoldTheCallerUp() {
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      CountDownLatch release = new CountDownLatch(1);
      pool.execute(() -> awaitOther(release));
      pool.execute(() -> awaitOther(release));
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      Threads.of(pool).forEach(10, i -> seen.add(Thread.currentThread()));
      release.countDown();
      assertEquals(Set.of(Thread.currentThread()), seen);
    }
  }

  private static void awaitOther(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS), "nobody else came");
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
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
