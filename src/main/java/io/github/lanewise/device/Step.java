package io.github.lanewise.device;

import java.util.Arrays;

/**
 * One operation of a {@link Program}. Outputs are overwritten and overlap no other operand, unless
 * a step says otherwise; the constructors throw {@link IllegalArgumentException} naming the
 * operands where shapes or places do not fit.
 *
 * <p>The letters are those of the networks: a batch holds one sample a row, p = pre-activation, q =
 * post-activation, δ = ∂C/∂p, W is outputs × inputs, biases are 1 × outputs.
 */
public sealed interface Step {

  /** C = A·B. A is m×k, B is k×n, C is m×n. */
  record ProductNN(Operand a, Operand b, Operand c) implements Step {
    public ProductNN {
      check(
          "C = A·B",
          a.columns() == b.rows() && c.hasShape(a.rows(), b.columns()) && apart(c, a, b),
          a,
          b,
          c);
    }
  }

  /** C = Aᵀ·B. A is k×m, B is k×n, C is m×n. */
  record ProductTN(Operand a, Operand b, Operand c) implements Step {
    public ProductTN {
      check(
          "C = Aᵀ·B",
          a.rows() == b.rows() && c.hasShape(a.columns(), b.columns()) && apart(c, a, b),
          a,
          b,
          c);
    }
  }

  /** C = A·Bᵀ. A is m×k, B is n×k, C is m×n. */
  record ProductNT(Operand a, Operand b, Operand c) implements Step {
    public ProductNT {
      check(
          "C = A·Bᵀ",
          a.columns() == b.columns() && c.hasShape(a.rows(), b.rows()) && apart(c, a, b),
          a,
          b,
          c);
    }
  }

  /** Q = σ(P), element by element. */
  record Activate(ElementFunction sigma, Operand p, Operand q) implements Step {
    public Activate {
      check("Q = σ(P)", q.hasShape(p.rows(), p.columns()) && apart(q, p), p, q);
    }
  }

  /**
   * Q = σ(Q_below·Wᵀ + b), the forward pass of a layer.
   *
   * @param bias null if the layer has none
   */
  record Forward(Operand qBelow, Operand w, Operand bias, ElementFunction sigma, Operand q)
      implements Step {
    public Forward {
      check(
          "Q = σ(Q_below·Wᵀ + b)",
          qBelow.columns() == w.columns()
              && (bias == null || bias.hasShape(1, w.rows()))
              && q.hasShape(qBelow.rows(), w.rows())
              && apart(q, qBelow, w, bias),
          qBelow,
          w,
          bias,
          q);
    }
  }

  /**
   * Δ = ∂C/∂Q ⊙ σ′, and C, the mean cost of the first rows of the batch. Δ is 0 in the rows after
   * them, so that they have no part in any gradient.
   *
   * @param rows 1×1: how many rows count, 1 to those of Q
   * @param sigma the last layer's, whose derivative follows from Q
   * @param costs batch × 1: the cost of each row that counts; the others 0
   * @param mean 1×1: C
   */
  record OutputDelta(
      CostFunction cost,
      ElementFunction sigma,
      Operand q,
      Operand y,
      Operand rows,
      Operand delta,
      Operand costs,
      Operand mean)
      implements Step {
    public OutputDelta {
      check(
          "Δ = ∂C/∂Q ⊙ σ′",
          y.hasShape(q.rows(), q.columns())
              && rows.hasShape(1, 1)
              && delta.hasShape(q.rows(), q.columns())
              && costs.hasShape(q.rows(), 1)
              && mean.hasShape(1, 1)
              && apart(delta, q, y, rows)
              && apart(costs, q, y, rows, delta)
              && apart(mean, q, y, rows, delta, costs),
          q,
          y,
          rows,
          delta,
          costs,
          mean);
      if (cost.cost().takesLogits() && sigma.kind() != ElementFunction.Kind.IDENTITY) {
        throw new IllegalArgumentException(
            "%s takes logits, so the last layer must be the identity, but it is %s"
                .formatted(cost.cost().name(), sigma.activation().name()));
      }
    }
  }

  /** Δ_below = (Δ·W) ⊙ σ_below′, with σ_below′ from Q_below. */
  record Backward(Operand delta, Operand w, ElementFunction sigma, Operand qBelow, Operand below)
      implements Step {
    public Backward {
      check(
          "Δ_below = (Δ·W) ⊙ σ′",
          delta.columns() == w.rows()
              && qBelow.hasShape(delta.rows(), w.columns())
              && below.hasShape(delta.rows(), w.columns())
              && apart(below, delta, w, qBelow),
          delta,
          w,
          qBelow,
          below);
    }
  }

  /**
   * ∂C/∂W = Δᵀ·Q_below and ∂C/∂b = column sums of Δ. No operand is transposed in memory.
   *
   * @param db null if the layer has no bias; else in the buffer of dW
   */
  record WeightGradient(Operand delta, Operand qBelow, Operand dW, Operand db) implements Step {
    public WeightGradient {
      check(
          "∂C/∂W = Δᵀ·Q_below",
          delta.rows() == qBelow.rows()
              && dW.hasShape(delta.columns(), qBelow.columns())
              && (db == null
                  || (db.hasShape(1, delta.columns())
                      && db.buffer().equals(dW.buffer())
                      && apart(db, dW)))
              && apart(dW, delta, qBelow)
              && (db == null || apart(db, delta, qBelow)),
          delta,
          qBelow,
          dW,
          db);
    }
  }

  /**
   * parameters ← parameters − rate·gradient, in place, unless the cost is infinite or NaN: then
   * they stay as they are.
   *
   * @param cost 1×1
   */
  record Descend(float rate, Operand gradient, Operand parameters, Operand cost) implements Step {
    public Descend {
      check(
          "parameters ← parameters − rate·gradient",
          gradient.hasShape(parameters.rows(), parameters.columns())
              && cost.hasShape(1, 1)
              && apart(parameters, gradient, cost),
          gradient,
          parameters,
          cost);
      if (!(rate > 0 && rate < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "learning rate %s is not a finite number above 0".formatted(rate));
      }
    }
  }

  private static boolean apart(Operand output, Operand... others) {
    return output.buffer().role() == DeviceBuffer.Role.RESIDENT
        && Arrays.stream(others).noneMatch(other -> other != null && output.overlaps(other));
  }

  private static void check(String formula, boolean fits, Operand... operands) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: the operands are %s; shapes must fit, and outputs be resident and apart"
              .formatted(formula, Arrays.toString(operands)));
    }
  }
}
