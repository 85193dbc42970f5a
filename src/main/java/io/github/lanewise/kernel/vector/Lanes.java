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
}
