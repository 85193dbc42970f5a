package io.github.lanewise.workbench;

import io.github.lanewise.Gemm;
import io.github.lanewise.Matrix;
import io.github.lanewise.Threads;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Products of all transpositions around the sizes at which a path, a tile or a block ends. */
final class ProductBits {

  private static final int[] SMALL = {1, 2, 3, 5, 7, 8, 12, 13, 16, 17, 33};

  /** m, n, k: blocks, few rows, few columns, few terms. */
  private static final int[][] LARGE = {
    {130, 257, 519}, {64, 64, 1030}, {300, 10, 200}, {10, 300, 200}, {1, 513, 784},
    {513, 1, 64}, {256, 256, 4}, {32, 784, 128}, {97, 1031, 61}, {257, 129, 2}
  };

  private ProductBits() {}

  static String checksum(Threads threads) {
    Checksum checksum = new Checksum();
    SplittableRandom random = new SplittableRandom(1);
    for (int m : SMALL) {
      for (int n : SMALL) {
        for (int k : SMALL) {
          products(m, n, k, 0, random, threads, checksum);
        }
      }
    }
    for (int[] shape : LARGE) {
      products(shape[0], shape[1], shape[2], 0, random, threads, checksum);
      products(shape[0], shape[1], shape[2], 3, random, threads, checksum);
    }
    return checksum.hexadecimal();
  }

  private static void products(
      int m, int n, int k, int gap, SplittableRandom random, Threads threads, Checksum checksum) {
    Matrix a = random(m, k, gap, random);
    Matrix at = random(k, m, gap, random);
    Matrix b = random(k, n, gap, random);
    Matrix bt = random(n, k, gap, random);
    Matrix c = random(m, n, gap, random);
    Gemm.nn(a, b, c, threads);
    checksum.add(c);
    Gemm.tnAccumulate(at, b, c, threads);
    checksum.add(c);
    Gemm.ntAccumulate(a, bt, c, threads);
    checksum.add(c);
    Gemm.tn(at, b, c, threads);
    checksum.add(c);
    Gemm.nt(a, bt, c, threads);
    checksum.add(c);
    Gemm.nnAccumulate(a, b, c, threads);
    checksum.add(c);
  }

  /** The gaps are NaN, and stay it. */
  private static Matrix random(int rows, int columns, int gap, SplittableRandom random) {
    int stride = columns + gap;
    float[] data = new float[rows * stride];
    Arrays.fill(data, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        data[i * stride + j] = (float) random.nextDouble(-1, 1);
      }
    }
    return Matrix.wrap(data, 0, rows, columns, stride);
  }
}
