package io.github.lanewise.workbench;

import com.google.gson.Gson;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Threads;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/**
 * Computes the same things on the engine that this JVM has, and prints checksums of all the bits:
 * they are equal on every engine, width, number of threads, profile and machine.
 */
final class SelfTest {

  /**
   * What a JVM has computed.
   *
   * @param engine how the library describes itself
   * @param checksums of the groups, CRC-32C as hexadecimal digits
   */
  record Outcome(String engine, Map<String, String> checksums) {}

  private SelfTest() {}

  /** The argument is the number of threads. */
  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[0]);
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      Outcome outcome = run(threads == 1 ? Threads.sequential() : Threads.of(pool));
      System.out.println(new Gson().toJson(outcome));
    }
  }

  static Outcome run(Threads threads) {
    Map<String, String> checksums = new LinkedHashMap<>();
    checksums.put("products", ProductBits.checksum(threads));
    checksums.put("functions", FunctionBits.checksum());
    checksums.put("training", TrainingBits.checksum(threads));
    checksums.put("optimisers", TrainingBits.ofOptimisers(threads));
    return new Outcome(Lanewise.describe().toString(), checksums);
  }
}
