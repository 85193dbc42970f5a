package io.github.lanewise.nn;

import io.github.lanewise.Matrix;

/** P, Q and Δ of every layer for one number of rows: the memory of the largest batch, or a view. */
final class Batch {

  private final int rows;
  private final Matrix[] p;
  private final Matrix[] q;
  private final Matrix[] delta;

  /** These rows shared out evenly, made when first asked for. */
  private Batch[] parts;

  private Batch(int rows, int nodes) {
    this.rows = rows;
    this.p = new Matrix[nodes];
    this.q = new Matrix[nodes];
    this.delta = new Matrix[nodes];
  }

  static Batch allocate(Network net, int rows) {
    Batch batch = new Batch(rows, net.depth() + 1);
    if (net.inputActivation() != Activation.IDENTITY) {
      batch.q[0] = Matrix.zeros(rows, net.inputs());
    }
    for (int l = 1; l <= net.depth(); l++) {
      batch.p[l] = Matrix.zeros(rows, net.width(l));
      batch.q[l] =
          net.activation(l) == Activation.IDENTITY ? batch.p[l] : Matrix.zeros(rows, net.width(l));
      batch.delta[l] = Matrix.zeros(rows, net.width(l));
    }
    return batch;
  }

  /** Some of the rows; the input is not among them until {@link #input} tells it. */
  Batch rows(int first, int count) {
    Batch batch = new Batch(count, p.length);
    batch.q[0] = q[0] == null ? null : q[0].rows(first, count);
    for (int l = 1; l < p.length; l++) {
      batch.p[l] = p[l].rows(first, count);
      batch.q[l] = q[l] == p[l] ? batch.p[l] : q[l].rows(first, count);
      batch.delta[l] = delta[l].rows(first, count);
    }
    return batch;
  }

  /** p₀ = x and q₀ = σ₀(x), which is x itself if σ₀ is the identity. */
  void input(Matrix x, Activation inputActivation) {
    p[0] = x;
    if (inputActivation == Activation.IDENTITY) {
      q[0] = x;
    } else {
      inputActivation.apply(x, q[0]);
    }
  }

  /** At most so many parts, every time the same number. */
  Batch[] parts(int count) {
    if (parts == null) {
      parts = new Batch[Math.min(count, rows)];
      for (int i = 0; i < parts.length; i++) {
        int first = (int) ((long) rows * i / parts.length);
        int end = (int) ((long) rows * (i + 1) / parts.length);
        parts[i] = rows(first, end - first);
      }
    }
    return parts;
  }

  int rows() {
    return rows;
  }

  Matrix p(int l) {
    return p[l];
  }

  Matrix q(int l) {
    return q[l];
  }

  Matrix delta(int l) {
    return delta[l];
  }
}
