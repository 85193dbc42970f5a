package io.github.lanewise;

import io.github.lanewise.kernel.ElementwiseKernels;
import io.github.lanewise.kernel.EngineChoice;

/**
 * Checks the matrices of an elementwise operation and hands them to a kernel as runs: as one run if
 * no matrix has a gap between its rows, else row by row. Operand names are those of the formula.
 */
final class ElementRuns {

  /**
   * A kernel with one input. Takes its parameter as an argument, so that the lambda captures
   * nothing.
   */
  interface Unary {
    void run(ElementwiseKernels k, float parameter, int n, float[] x, int xo, float[] y, int yo);
  }

  /** A kernel with two inputs. */
  interface Binary {
    void run(
        ElementwiseKernels k,
        float parameter,
        int n,
        float[] x,
        int xo,
        float[] y,
        int yo,
        float[] z,
        int zo);
  }

  private ElementRuns() {}

  static ElementwiseKernels kernels() {
    return EngineChoice.current().engine().elementwise();
  }

  static void unary(
      String operation,
      String xName,
      Matrix x,
      String yName,
      Matrix y,
      float parameter,
      Unary kernel) {
    checkShapes(operation, xName, x, yName, y);
    checkOutput(operation, yName, y, xName, x);
    ElementwiseKernels kernels = kernels();
    if (x.isContiguous() && y.isContiguous()) {
      int n = x.rows() * x.columns();
      kernel.run(kernels, parameter, n, x.data(), x.offset(), y.data(), y.offset());
    } else {
      for (int i = 0; i < x.rows(); i++) {
        kernel.run(kernels, parameter, x.columns(), x.data(), start(x, i), y.data(), start(y, i));
      }
    }
  }

  static void binary(
      String operation,
      String xName,
      Matrix x,
      String yName,
      Matrix y,
      String zName,
      Matrix z,
      float parameter,
      Binary kernel) {
    checkShapes(operation, xName, x, yName, y);
    checkShapes(operation, xName, x, zName, z);
    checkOutput(operation, zName, z, xName, x);
    checkOutput(operation, zName, z, yName, y);
    ElementwiseKernels kernels = kernels();
    if (x.isContiguous() && y.isContiguous() && z.isContiguous()) {
      kernel.run(
          kernels,
          parameter,
          x.rows() * x.columns(),
          x.data(),
          x.offset(),
          y.data(),
          y.offset(),
          z.data(),
          z.offset());
    } else {
      for (int i = 0; i < x.rows(); i++) {
        kernel.run(
            kernels,
            parameter,
            x.columns(),
            x.data(),
            start(x, i),
            y.data(),
            start(y, i),
            z.data(),
            start(z, i));
      }
    }
  }

  /** Index of element (i, 0). */
  static int start(Matrix x, int i) {
    return x.offset() + i * x.stride();
  }

  static void checkShapes(String operation, String xName, Matrix x, String yName, Matrix y) {
    if (x.rows() != y.rows() || x.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "%s: %s is %s and %s is %s; they must have one shape"
              .formatted(operation, xName, x.shape(), yName, y.shape()));
    }
  }

  /** An output may be the very view of an input: then each element is read before it is written. */
  static void checkOutput(String operation, String outName, Matrix out, String inName, Matrix in) {
    if (!sameView(out, in)) {
      checkDisjoint(operation, outName, out, inName, in);
    }
  }

  static void checkDisjoint(
      String operation, String outName, Matrix out, String inName, Matrix in) {
    if (out.overlaps(in)) {
      throw new IllegalArgumentException(
          "%s: %s (%s) overlaps %s (%s) in memory"
              .formatted(operation, outName, out.shape(), inName, in.shape()));
    }
  }

  static void checkRow(String operation, String rowName, Matrix row, String xName, Matrix x) {
    if (row.rows() != 1 || row.columns() != x.columns()) {
      throw new IllegalArgumentException(
          "%s: %s is %s and %s is %s; %s must be 1×%d"
              .formatted(operation, rowName, row.shape(), xName, x.shape(), rowName, x.columns()));
    }
  }

  private static boolean sameView(Matrix a, Matrix b) {
    return a.data() == b.data()
        && a.offset() == b.offset()
        && (a.stride() == b.stride() || a.rows() <= 1);
  }
}
