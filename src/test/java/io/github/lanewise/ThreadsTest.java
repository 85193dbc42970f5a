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
import java.util.concurrent.RejectedExecutionException;
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

  @Test
  void callersAtTheSameTimeShareThePool() throws InterruptedException {
    try (ForkJoinPool pool = new ForkJoinPool(3)) {
      Threads threads = Threads.of(pool);
      int rounds = 2000;
      AtomicIntegerArray runs = new AtomicIntegerArray(4 * rounds);
      Thread[] callers = new Thread[4];
      for (int caller = 0; caller < callers.length; caller++) {
        int first = caller * rounds;
        callers[caller] =
            Thread.ofPlatform()
                .start(() -> {
                  for (int round = 0; round < rounds; round += 8) {
                    int from = first + round;
                    threads.forEach(8, i -> runs.incrementAndGet(from + i));
                  }
                });
      }
      for (Thread caller : callers) {
        caller.join();
      }
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(1, runs.get(i), "task " + i);
      }
    }
  }

  @Test
  void tasksMayHaveTasksOfTheirOwn() {
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      Threads threads = Threads.of(pool);
      AtomicIntegerArray runs = new AtomicIntegerArray(64);
      for (int round = 0; round < 500; round++) {
        threads.forEach(8, i -> threads.forEach(8, j -> runs.incrementAndGet(8 * i + j)));
      }
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(500, runs.get(i), "task " + i);
      }
    }
  }

  @Test
  void aPoolThatIsShutDownIsRefusedEveryTime() {
    ForkJoinPool pool = new ForkJoinPool(2);
    Threads threads = Threads.of(pool);
    pool.close();
    for (int i = 0; i < 2; i++) {
      assertThrows(RejectedExecutionException.class, () -> threads.forEach(2, task -> {}));
    }
  }

  @Test
  void sleepingWorkersAreWokenForLargeWorkOrForMuchSmallWork() {
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      Threads threads = Threads.of(pool);
      int small = 1 << 19;
      assertEquals(1, threads.worth(1000), "too small for any helper");
      assertEquals(2, threads.worth(1L << 40), "large");
      assertEquals(1, threads.worth(small), "small, and the helper sleeps");
      long from = System.nanoTime();
      int calls = 0;
      while (threads.worth(small) == 1) {
        calls++;
        assertTrue(System.nanoTime() - from < 10_000_000_000L, "never woken");
      }
      assertTrue(calls >= 5, "woken at once, after " + calls);
      assertEquals(1, Threads.sequential().worth(Long.MAX_VALUE));
    }
  }

  @Test
  void threadsWaitAwakeAsLongAsTheyWorkedWithinLimits() {
    assertEquals(100_000, StandbyHelper.patience(0));
    assertEquals(5_000_000, StandbyHelper.patience(5_000_000));
    assertEquals(20_000_000, StandbyHelper.patience(Long.MAX_VALUE));
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
