package io.github.lanewise.kernel;

import io.github.lanewise.kernel.scalar.ScalarEngine;
import io.github.lanewise.kernel.vector.VectorEngine;
import java.util.Locale;

/**
 * Which engine this JVM uses, and the one sentence that says why.
 *
 * <p>Chosen once, at the first use. {@code -Dlanewise.engine=vector|scalar} forces an engine and
 * {@code -Dlanewise.vectorBits=128|256|512} a width; what is forced and cannot be had is an
 * exception, never a silent second choice.
 */
public record EngineChoice(Engine engine, String reason) {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String CURE =
      "start java with --add-modules "
          + MODULE
          + " (or set JDK_JAVA_OPTIONS to it, or put the library on the module path)";

  /** The vector API keeps 64-bit shapes, too, but two lanes do not pay. */
  private static final int FEWEST_LANES = 4;

  /**
   * Holds the choice, or why there is none: a static initialiser that throws would hide the reason.
   */
  private static final class Holder {
    static final EngineChoice CURRENT;
    static final String REFUSAL;

    static {
      EngineChoice choice = null;
      String refusal = null;
      try {
        choice = choose();
      } catch (IllegalStateException refused) {
        refusal = refused.getMessage();
      }
      CURRENT = choice;
      REFUSAL = refusal;
    }
  }

  /**
   * The choice of this JVM; {@link IllegalStateException} at every call if a property forces what
   * cannot be had.
   */
  public static EngineChoice current() {
    if (Holder.CURRENT == null) {
      throw new IllegalStateException(Holder.REFUSAL);
    }
    return Holder.CURRENT;
  }

  private static EngineChoice choose() {
    String forced = System.getProperty("lanewise.engine", "").toLowerCase(Locale.ROOT);
    switch (forced) {
      case "", "vector" -> {}
      case "scalar" -> {
        return scalar("forced by -Dlanewise.engine=scalar");
      }
      default ->
          throw new IllegalStateException(
              "-Dlanewise.engine=" + forced + ": the engines are vector and scalar");
    }
    boolean must = forced.equals("vector") || System.getProperty("lanewise.vectorBits") != null;

    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return refuse(must, "module " + MODULE + " is not resolved; " + CURE);
    }
    if (!optimisingCompiler()) {
      // Without C2 a vector operation is a method call on a heap object: some 300 times slower.
      return refuse(must, "the C2 compiler is off or absent; remove the flag that limits tiers");
    }
    int bits = VectorEngine.widthInBits();
    if (bits < 32 * FEWEST_LANES) {
      return refuse(must, "the preferred vector of this CPU has only " + bits + " bits");
    }
    return new EngineChoice(new VectorEngine(), reasonForTheWidth(bits));
  }

  private static String reasonForTheWidth(int bits) {
    if (System.getProperty("lanewise.vectorBits") != null) {
      return "width forced by -Dlanewise.vectorBits=" + bits;
    }
    return Tuning.current().sets(TuningParameter.VECTOR_BITS)
        ? "the width that the tuned profile asks for"
        : "the preferred width of this CPU and JVM";
  }

  /**
   * HotSpot names its mode: interpreted only, C1 only ("emulated-client", or a client VM), or
   * mixed.
   */
  private static boolean optimisingCompiler() {
    String mode = System.getProperty("java.vm.info", "");
    return !mode.contains("interpreted")
        && !mode.contains("emulated-client")
        && !System.getProperty("java.vm.name", "").contains("Client");
  }

  private static EngineChoice refuse(boolean must, String why) {
    if (must) {
      throw new IllegalStateException("the vector engine was asked for, but " + why);
    }
    return scalar(why);
  }

  private static EngineChoice scalar(String why) {
    return new EngineChoice(new ScalarEngine(), why);
  }
}
