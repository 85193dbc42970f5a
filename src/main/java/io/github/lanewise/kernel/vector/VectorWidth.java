package io.github.lanewise.kernel.vector;

import io.github.lanewise.kernel.Tuning;
import io.github.lanewise.kernel.TuningParameter;
import java.util.Set;
import jdk.incubator.vector.VectorShape;

/** How wide this JVM's vectors are: decided before any class with vector constants is loaded. */
final class VectorWidth {

  private static final int WIDEST = 512;
  private static final Set<String> WIDTHS = Set.of("128", "256", "512");

  private VectorWidth() {}

  /**
   * The preferred width of CPU and JVM, at most 512 bits, unless a tuned profile has less or {@code
   * -Dlanewise.vectorBits} says otherwise. {@link IllegalStateException} if that is not a width, or
   * more than there is.
   */
  static int bits() {
    int preferred = VectorShape.preferredShape().vectorBitSize();
    String forced = System.getProperty("lanewise.vectorBits");
    if (forced == null) {
      int widest = Math.min(preferred, WIDEST);
      return Math.min(widest, Tuning.current().value(TuningParameter.VECTOR_BITS, widest));
    }
    if (!WIDTHS.contains(forced)) {
      throw new IllegalStateException(
          "-Dlanewise.vectorBits=" + forced + ": the widths are 128, 256 and 512");
    }
    int bits = Integer.parseInt(forced);
    if (bits > preferred) {
      throw new IllegalStateException(
          "-Dlanewise.vectorBits="
              + forced
              + ": this CPU and JVM have at most "
              + preferred
              + " bits");
    }
    return bits;
  }
}
