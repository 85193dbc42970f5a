package io.github.lanewise.kernel.function;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The loops of an engine, each emitted at its first use. Thread-safe. */
public final class Loops {

  /** Makes a loop of a formula. */
  public interface Emitter {
    Loop emit(ElementFunction function);
  }

  private final Emitter emitter;
  private final AtomicReferenceArray<Loop> emitted =
      new AtomicReferenceArray<>(ElementFunction.values().length);

  public Loops(Emitter emitter) {
    this.emitter = emitter;
  }

  Loop get(ElementFunction function) {
    Loop loop = emitted.getAcquire(function.ordinal());
    return loop != null ? loop : emit(function);
  }

  private synchronized Loop emit(ElementFunction function) {
    Loop loop = emitted.getAcquire(function.ordinal());
    if (loop == null) {
      loop = emitter.emit(function);
      emitted.setRelease(function.ordinal(), loop);
    }
    return loop;
  }
}
