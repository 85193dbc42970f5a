package io.github.lanewise.kernel;

/** Placeholder until the ladder is written. */
public record EngineChoice(Engine engine, String reason) {
  public static EngineChoice current() {
    throw new UnsupportedOperationException();
  }
}
