package io.github.lanewise.jmh;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;

/** ojAlgo, in the column-major stores of its own. */
final class OjAlgoGemm implements GemmArm {

  private final float[] target;
  private final MatrixStore<Double> a;
  private final MatrixStore<Double> b;
  private final R032Store c;

  OjAlgoGemm(GemmOperands o, int threads) {
    OjAlgoUtils.limitThreadsTo(threads);
    ProductShape s = o.shape();
    target = o.c();
    R032Store storedA = copy(s.rowsOfA(), s.columnsOfA(), o.a());
    R032Store storedB = copy(s.rowsOfB(), s.columnsOfB(), o.b());
    a = s.transposesA() ? storedA.transpose() : storedA;
    b = s.transposesB() ? storedB.transpose() : storedB;
    c = R032Store.FACTORY.make(s.m(), s.n());
  }

  private static R032Store copy(int rows, int columns, float[] values) {
    R032Store store = R032Store.FACTORY.make(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        store.set(i, j, values[i * columns + j]);
      }
    }
    return store;
  }

  @Override
  public void multiply() {
    c.fillByMultiplying(a, b);
  }

  @Override
  public void store() {
    int n = c.getColDim();
    for (int i = 0; i < target.length; i++) {
      target[i] = c.floatValue(i / n, i % n);
    }
  }
}
