package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ExpConstants.SIGN_BIT;
import static io.github.lanewise.kernel.function.TanhConstants.*;

/** tanh t of t = |x| by {@link Pieces}, and the sign of x. */
final class Tanh {

  private Tanh() {}

  static Formula value() {
    Value x = Value.X;
    Value t = x.abs();
    Pieces pieces = new Pieces(SCALE, DEGREE, pieces());
    Pieces.Piece piece = pieces.at(t.bits().min(SATURATION_BITS).asFloat());

    // t itself in the first piece, so that nothing is lost there. A NaN goes the same way.
    Value start = t.atLeast(FIRST).select(piece.constant(), t);
    Value magnitude = piece.slope().fma(piece.s(), start);
    return new Formula(magnitude.bits().or(x.bits().and(SIGN_BIT)).asFloat());
  }
}
