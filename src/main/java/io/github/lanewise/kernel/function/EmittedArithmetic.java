package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.ElementFunction.*;

import io.github.lanewise.kernel.ArithmeticKernels;

/** Arithmetic by an engine's loops. */
public record EmittedArithmetic(Loops<ElementFunction, Loop> loops) implements ArithmeticKernels {

  @Override
  public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    loops.get(MULTIPLY).run(0, n, x, xo, y, yo, z, zo);
  }

  @Override
  public void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    loops.get(ADD).run(0, n, x, xo, y, yo, z, zo);
  }

  @Override
  public void subtract(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    loops.get(SUBTRACT).run(0, n, x, xo, y, yo, z, zo);
  }

  @Override
  public void axpy(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    loops.get(AXPY).run(alpha, n, x, xo, y, yo, y, yo);
  }

  @Override
  public void scale(float alpha, int n, float[] x, int xo, float[] y, int yo) {
    loops.get(SCALE).run(alpha, n, x, xo, x, xo, y, yo);
  }

  @Override
  public void shift(float shift, int n, float[] x, int xo, float[] y, int yo) {
    loops.get(SHIFT).run(shift, n, x, xo, x, xo, y, yo);
  }

  @Override
  public void divide(float divisor, int n, float[] x, int xo, float[] y, int yo) {
    loops.get(DIVIDE).run(divisor, n, x, xo, x, xo, y, yo);
  }
}
