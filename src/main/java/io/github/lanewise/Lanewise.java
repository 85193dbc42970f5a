package io.github.lanewise;

import io.github.lanewise.kernel.EngineChoice;
import io.github.lanewise.kernel.Tuning;

/** What this library runs on here: which engine, how wide, and why. */
public final class Lanewise {

  private Lanewise() {}

  /**
   * The engine in use.
   *
   * @param engine {@code "vector"} or {@code "scalar"}
   * @param vectorBits width of one vector in bits; 32 for the scalar engine
   * @param lanes floats in one vector; 1 for the scalar engine
   * @param processors threads that {@link Threads#commonPool()} would use
   * @param reason one sentence: why this engine, and what to change to get the other
   * @param tuning one line: {@code defaults}, the profile in use with its values, or which one was
   *     refused and why
   */
  public record Description(
      String engine, int vectorBits, int lanes, int processors, String reason, String tuning) {

    /**
     * One line, as in {@code vector engine, 512 bits (16 float lanes), up to 2 threads: the
     * preferred width of this CPU}.
     */
    @Override
    public String toString() {
      return "%s engine, %d bits (%d float lane%s), up to %d threads: %s; tuning: %s"
          .formatted(engine, vectorBits, lanes, lanes == 1 ? "" : "s", processors, reason, tuning);
    }
  }

  /**
   * Describes the engine in use; chooses it first if nothing has yet. Never null, never changes.
   */
  public static Description describe() {
    var choice = EngineChoice.current();
    return new Description(
        choice.engine().name(),
        32 * choice.engine().lanes(),
        choice.engine().lanes(),
        Threads.commonPool().count(),
        choice.reason(),
        Tuning.current().describe());
  }
}
