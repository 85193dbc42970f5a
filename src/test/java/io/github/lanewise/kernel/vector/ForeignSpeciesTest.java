package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.kit.Allocation;
import io.github.lanewise.kit.ChildJvm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Another library in the same JVM uses other widths. The JVM's profiles of the Vector API are
 * shared, and code that leans on them boxes its vectors from then on.
 */
@Tag("vector")
class ForeignSpeciesTest {

  /** Uses every width at length, then reports what each product allocates. */
  public static final class Crowded {

    private Crowded() {}

    public static void main(String[] arguments) {
      float[] x = new float[64];
      for (int round = 0; round < 20_000; round++) {
        foreign(FloatVector.SPECIES_64, x);
        foreign(FloatVector.SPECIES_128, x);
        foreign(FloatVector.SPECIES_256, x);
        foreign(FloatVector.SPECIES_512, x);
      }
      products()
          .forEach((name, call) -> System.out.println(name + " " + Allocation.leastBytes(call)));
    }

    private static void foreign(VectorSpecies<Float> species, float[] x) {
      FloatVector sum = FloatVector.zero(species);
      for (int i = 0; i < x.length; i += species.length()) {
        FloatVector v = FloatVector.fromArray(species, x, i);
        sum = v.fma(v, sum).add(v).mul(0.5f).max(v);
        sum = sum.blend(v, sum.compare(VectorOperators.LT, 0f)).neg();
        sum.intoArray(x, i, species.indexInRange(0, 2));
      }
      x[0] = sum.reduceLanes(VectorOperators.ADD) * 0;
    }

    private static Map<String, Runnable> products() {
      Matrix a = Matrix.zeros(40, 37);
      Matrix b = Matrix.zeros(37, 45);
      Matrix c = Matrix.zeros(40, 45);
      Matrix bt = b.transposed();
      Matrix at = a.transposed();
      Matrix few = Matrix.zeros(5, 37);
      Matrix fewByBt = Matrix.zeros(5, 45);
      Map<String, Runnable> all = new LinkedHashMap<>();
      all.put("nn", () -> Gemm.nn(a, b, c));
      all.put("tn", () -> Gemm.tn(at, b, c));
      all.put("nt", () -> Gemm.nt(a, bt, c));
      all.put("nt, few rows", () -> Gemm.nt(few, bt, fewByBt));
      return all;
    }
  }

  @Test
  void otherWidthsInTheSameJvmDoNotMakeProductsAllocate() throws Exception {
    List<String> lines =
        ChildJvm.run(
            Crowded.class,
            "--add-modules=jdk.incubator.vector",
            "-Dlanewise.vectorBits=" + Lanes.F.vectorBitSize());
    List<String> expected = Crowded.products().keySet().stream().map(name -> name + " 0").toList();
    assertEquals(
        expected, lines.stream().filter(line -> line.matches(".* \\d+")).toList(), lines::toString);
  }
}
