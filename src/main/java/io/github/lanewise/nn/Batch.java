package io.github.lanewise.nn;

import io.github.lanewise.Matrix;
import java.util.Arrays;

/** P, Q and Δ of every layer for one number of rows: the memory of the largest batch, or a view. */
final class Batch {

  private final int rows;
  private final Matrix[] p;
  private final Matrix[] q;
  private final Matrix[] delta;

  /** Whether q₀ is x itself. */
  private final boolean readsInput;

  /** The first row among those of the batch of which this is a part. */
  private final int first;

  /** These rows shared out evenly, by the number of parts, made when first asked for. */
  private Batch[][] parts = {};

  private Batch(int first, int rows, int nodes, boolean readsInput) {
    this.first = first;
    this.rows = rows;
    this.readsInput = readsInput;
    this.p = new Matrix[nodes];
    this.q = new Matrix[nodes];
    this.delta = new Matrix[nodes];
  }

  static Batch allocate(Network net, int rows) {
    boolean readsInput = net.inputActivation() == Activation.IDENTITY;
    Batch batch = new Batch(0, rows, net.depth() + 1, readsInput);
    if (!readsInput) {
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
    Batch batch = new Batch(first, count, p.length, readsInput);
    batch.q[0] = readsInput ? null : q[0].rows(first, count);
    for (int l = 1; l < p.length; l++) {
      batch.p[l] = p[l].rows(first, count);
      batch.q[l] = q[l] == p[l] ? batch.p[l] : q[l].rows(first, count);
      batch.delta[l] = delta[l].rows(first, count);
    }
    return batch;
  }

  /** p₀ = x. Its q₀ is x itself if σ₀ is the identity, and else still to be computed. */
  void input(Matrix x) {
    p[0] = x;
    if (readsInput) {
      q[0] = x;
    }
  }

  /** So many parts, whose p₀ are parts of this one's. */
  Batch[] parts(int count) {
    if (count >= parts.length) {
      parts = Arrays.copyOf(parts, count + 1);
    }
    if (parts[count] == null) {
      parts[count] = new Batch[count];
      for (int i = 0; i < count; i++) {
        int start = (int) ((long) rows * i / count);
        int end = (int) ((long) rows * (i + 1) / count);
        parts[count][i] = rows(start, end - start);
      }
    }
    for (Batch part : parts[count]) {
      part.input(p[0].rows(part.first, part.rows));
    }
    return parts[count];
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
