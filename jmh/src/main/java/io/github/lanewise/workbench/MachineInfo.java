package io.github.lanewise.workbench;

import java.util.List;

/**
 * What {@code info} finds out; its JSON has these names. Lists are empty, and numbers 0, where
 * nothing could be found out or measured.
 *
 * @param fma FMA peak at each width that CPU and JVM have
 * @param memory bandwidth and latency of each level, the last being main memory
 */
record MachineInfo(
    String date,
    String library,
    Cpu cpu,
    String os,
    Jvm jvm,
    Engine engine,
    List<FmaPeak> fma,
    List<Level> memory,
    ParallelCall parallel,
    HandOver handOver) {

  /**
   * The processor.
   *
   * @param vectorFlags instruction sets that matter here
   * @param transparentHugePages the mode of the kernel: always, madvise or never
   */
  record Cpu(
      String model,
      int logicalProcessors,
      List<String> vectorFlags,
      List<CpuCache> caches,
      long memoryBytes,
      String transparentHugePages) {}

  record Jvm(String version, List<JvmFlag> flags) {}

  /**
   * The library's engine in a JVM with module jdk.incubator.vector.
   *
   * @param widest bits of the widest vector of CPU and JVM; 0 without the Vector API
   * @param reason why this engine and width
   */
  record Engine(String name, int bits, int lanes, int widest, String reason) {}

  /** GFLOP/s of fused multiply-adds in registers, single precision. */
  record FmaPeak(int bits, double oneThread, double allThreads, int threads) {}

  /**
   * Reading at one level.
   *
   * @param name L1, L2, L3 or memory
   * @param bytes size of the array that was read, for each thread
   * @param oneThread GB/s
   * @param allThreads GB/s of all threads together
   * @param latency ns of a load that waits for the one before it, misses of the TLB included
   */
  record Level(
      String name, long bytes, double oneThread, double allThreads, double latency, int threads) {}

  /**
   * What a product costs more on all threads than its share of the work, in µs: time on all threads
   * less time on one divided by their number.
   *
   * @param backToBack with workers still awake from the call before
   * @param afterPause with workers asleep
   */
  record ParallelCall(
      String product, int threads, double oneThread, double backToBack, double afterPause) {}

  /**
   * How long a cache line takes to another thread and back, in ns: the least, and what nine of ten
   * windows of 20 ms do not exceed. Far apart, they tell that the machine moves the threads between
   * cores that share a cache and cores that do not.
   */
  record HandOver(double least, double most) {}

  /** GFLOP/s of so many threads at the widest vectors; 0 if unknown. */
  double peak(int threads) {
    return fma.stream()
        .mapToDouble(peak ->
            threads == 1 ? peak.oneThread() : threads == peak.threads() ? peak.allThreads() : 0)
        .max()
        .orElse(0);
  }
}
