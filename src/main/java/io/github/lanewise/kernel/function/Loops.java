package io.github.lanewise.kernel.function;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * The loops of an engine, each emitted at its first use. Thread-safe.
 *
 * @param <F> what they compute
 * @param <L> what they are
 */
public final class Loops<F extends Enum<F>, L> {

  private final Function<F, L> emitter;
  private final AtomicReferenceArray<L> emitted;

  /**
   * @param emitter makes a loop of a formula
   */
  public Loops(Class<F> functions, Function<F, L> emitter) {
    this.emitter = emitter;
    this.emitted = new AtomicReferenceArray<>(functions.getEnumConstants().length);
  }

  L get(F function) {
    L loop = emitted.getAcquire(function.ordinal());
    return loop != null ? loop : emit(function);
  }

  private synchronized L emit(F function) {
    L loop = emitted.getAcquire(function.ordinal());
    if (loop == null) {
      loop = emitter.apply(function);
      emitted.setRelease(function.ordinal(), loop);
    }
    return loop;
  }
}
