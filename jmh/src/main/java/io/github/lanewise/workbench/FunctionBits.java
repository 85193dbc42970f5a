package io.github.lanewise.workbench;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;

/** Every elementwise operation and reduction, over floats of every size and sign. */
final class FunctionBits {

  /** A prime: some four million of the 2³² bit patterns. */
  private static final int STEP = 1021;

  private static final int ROWS = 7;
  private static final int COLUMNS = 1037;

  private FunctionBits() {}

  static String checksum() {
    Checksum checksum = new Checksum();
    float[] x = new float[ROWS * COLUMNS];
    Matrix in = Matrix.wrap(x, ROWS, COLUMNS);
    Matrix out = Matrix.zeros(ROWS, COLUMNS);
    for (long bits = 0; bits < 1L << 32; ) {
      for (int i = 0; i < x.length; i++, bits += STEP) {
        x[i] = Float.intBitsToFloat((int) bits);
      }
      functions(in, out, checksum);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = (i * 7919 % 2003 - 1001) / 128f;
    }
    combinations(in, out, checksum);
    return checksum.hexadecimal();
  }

  private static void functions(Matrix in, Matrix out, Checksum checksum) {
    Elementwise.exp(in, out);
    checksum.add(out);
    Elementwise.sigmoid(in, out);
    checksum.add(out);
    Elementwise.tanh(in, out);
    checksum.add(out);
    Elementwise.relu(in, out);
    checksum.add(out);
    Elementwise.leakyRelu(0.1f, in, out);
    checksum.add(out);
    Elementwise.multiply(in, out, out);
    checksum.add(out);
    Elementwise.axpy(0.3f, in, out);
    checksum.add(out);
  }

  private static void combinations(Matrix x, Matrix out, Checksum checksum) {
    Matrix q = Matrix.zeros(ROWS, COLUMNS);
    Elementwise.sigmoid(x, q);
    Elementwise.sigmoidBackward(q, x, out);
    checksum.add(out);
    Elementwise.tanhBackward(q, x, out);
    checksum.add(out);
    Elementwise.reluBackward(x, q, out);
    checksum.add(out);
    Elementwise.softmaxRows(x, out);
    checksum.add(out);
    Matrix labels = Matrix.zeros(ROWS, COLUMNS);
    for (int i = 0; i < ROWS; i++) {
      labels.set(i, 31 * i, 1);
    }
    checksum.add(Elementwise.softmaxCrossEntropyRows(x, labels, out));
    checksum.add(out);
    checksum.add(Elementwise.binaryCrossEntropy(x, labels, out));
    checksum.add(out);
    checksum.add(Elementwise.halfSquaredError(x, labels, out));
    checksum.add(out);
    Matrix sums = Matrix.zeros(1, COLUMNS);
    Elementwise.columnSums(x, sums);
    checksum.add(sums);
    Elementwise.addRow(sums, out);
    checksum.add(out);
    checksum.add(Elementwise.sum(x));
    checksum.add(Elementwise.sumOfSquares(x));
  }
}
