package io.github.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.PackedMatrix;
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

  /** Uses every width at length, then reports what each call allocates. */
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
      calls().forEach((name, call) -> System.out.println(name + " " + Allocation.leastBytes(call)));
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

    private static Map<String, Runnable> calls() {
      Map<String, Runnable> all = new LinkedHashMap<>();
      addProducts(all, 40, 45, 37);
      addProducts(all, 5, 45, 37);
      addProducts(all, 100, 90, 100);
      addElementwise(all, 20, 83);
      addElementwise(all, 20, 10);
      return all;
    }

    private static void addProducts(Map<String, Runnable> all, int m, int n, int k) {
      Matrix a = Matrix.zeros(m, k);
      Matrix b = Matrix.zeros(k, n);
      Matrix c = Matrix.zeros(m, n);
      Matrix at = a.transposed();
      Matrix bt = b.transposed();
      PackedMatrix packed = PackedMatrix.of(b);
      String shape = " %dx%dx%d".formatted(m, n, k);
      all.put("nn" + shape, () -> Gemm.nn(a, b, c));
      all.put("tn" + shape, () -> Gemm.tn(at, b, c));
      all.put("nt" + shape, () -> Gemm.nt(a, bt, c));
      all.put("tnAddScaled" + shape, () -> Gemm.tnAddScaled(0.5f, at, b, c));
      all.put("packed" + shape, () -> Gemm.packed(a, packed, c));
    }

    private static void addElementwise(Map<String, Runnable> all, int rows, int columns) {
      Matrix x = Matrix.zeros(rows, columns);
      Matrix y = Matrix.zeros(rows, columns);
      Matrix z = Matrix.zeros(rows, columns);
      Matrix row = Matrix.zeros(1, columns);
      String shape = " %dx%d".formatted(rows, columns);
      all.put("sigmoid" + shape, () -> Elementwise.sigmoid(x, y));
      all.put("tanhBackward" + shape, () -> Elementwise.tanhBackward(x, y, z));
      all.put("axpy" + shape, () -> Elementwise.axpy(0.5f, x, y));
      all.put("addRow" + shape, () -> Elementwise.addRow(row, x));
      all.put("columnSums" + shape, () -> Elementwise.columnSums(x, row));
      all.put("softmaxRows" + shape, () -> Elementwise.softmaxRows(x, y));
      all.put(
          "softmaxCrossEntropyRows" + shape, () -> Elementwise.softmaxCrossEntropyRows(x, y, z));
      all.put("halfSquaredError" + shape, () -> Elementwise.halfSquaredError(x, y, z));
    }
  }

  @Test
  void otherWidthsInTheSameJvmDoNotMakeKernelsAllocate() throws Exception {
    List<String> lines =
        ChildJvm.run(
            Crowded.class,
            "--add-modules=jdk.incubator.vector",
            "-Dlanewise.vectorBits=" + Lanes.F.vectorBitSize());
    List<String> expected = Crowded.calls().keySet().stream().map(name -> name + " 0").toList();
    assertEquals(
        expected, lines.stream().filter(line -> line.matches(".* \\d+")).toList(), lines::toString);
  }
}
