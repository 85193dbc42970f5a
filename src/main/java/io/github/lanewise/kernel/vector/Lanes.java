package io.github.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector species of this JVM. Every kernel of the package names it as a static final
 * constant, which is what C2 needs to keep vectors in registers.
 */
final class Lanes {

  static final VectorSpecies<Float> F =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.bits()));

  /** Floats in one vector. */
  static final int COUNT = F.length();

  /**
   * The class of those vectors, which has no name outside the JDK. A vector is cast to it before it
   * is stored, see {@link KernelEmitter#exact(java.lang.classfile.CodeBuilder, int)}.
   */
  static final Class<? extends FloatVector> CLASS = FloatVector.zero(F).getClass();

  private Lanes() {}

  /** Copies one vector. */
  static void copy(float[] from, int start, float[] to, int at) {
    CLASS.cast(FloatVector.fromArray(F, from, start)).intoArray(to, at);
  }

  /**
   * Copies eight vectors, a stride apart, to places a line apart. As a loop it takes twice as long:
   * C2 unrolls it once, and around so few rounds what comes before and after is most of it.
   */
  static void copyEight(float[] from, int start, int stride, float[] to, int at, int line) {
    copy(from, start, to, at);
    copy(from, start + stride, to, at + line);
    copy(from, start + 2 * stride, to, at + 2 * line);
    copy(from, start + 3 * stride, to, at + 3 * line);
    copy(from, start + 4 * stride, to, at + 4 * line);
    copy(from, start + 5 * stride, to, at + 5 * line);
    copy(from, start + 6 * stride, to, at + 6 * line);
    copy(from, start + 7 * stride, to, at + 7 * line);
  }
}
