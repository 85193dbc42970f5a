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

  /** Narrower vectors, for what is narrower than {@link #F}; emitted kernels name them. */
  static final VectorSpecies<Float> F8 = FloatVector.SPECIES_256;

  static final VectorSpecies<Float> F4 = FloatVector.SPECIES_128;

  /** Floats in the narrowest of them. */
  static final int NARROWEST = 4;

  /** Floats in one vector. */
  static final int COUNT = F.length();

  private Lanes() {}
}
