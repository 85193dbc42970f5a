package io.github.lanewise.kit;

import io.github.lanewise.kernel.EngineChoice;

/** The run of the suite this is: vector, scalar, w128, w256 or w512, as the build says. */
public final class Leg {

  private Leg() {}

  /** The name, or {@code "none"} outside the build, in an IDE say. */
  public static String name() {
    return System.getProperty("lanewise.test.leg", "none");
  }

  /** Why this CPU cannot run the leg, in the library's words, or null if it can. */
  public static String refusal() {
    try {
      EngineChoice.current();
      return null;
    } catch (IllegalStateException refused) {
      return refused.getMessage();
    }
  }
}
