package io.github.lanewise.kernel.function;

import static io.github.lanewise.kernel.function.UpdateFunction.*;

import io.github.lanewise.kernel.UpdateKernels;

/** Rules of gradient descent by an engine's loops. */
public record EmittedUpdates(Loops<UpdateFunction, UpdateLoop> loops) implements UpdateKernels {

  @Override
  public void decayed(float rate, float decay, int n, float[] w, int wo, float[] g, int go) {
    loops.get(DECAYED).run(-rate, decay, 0, 0, 0, n, w, wo, g, go, w, wo, w, wo);
  }

  @Override
  public void momentum(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo) {
    loops.get(MOMENTUM).run(-rate, momentum, 0, 0, 0, n, w, wo, g, go, v, vo, v, vo);
  }

  @Override
  public void nesterov(
      float rate, float momentum, int n, float[] w, int wo, float[] g, int go, float[] v, int vo) {
    loops.get(NESTEROV).run(-rate, momentum, 0, 0, 0, n, w, wo, g, go, v, vo, v, vo);
  }

  @Override
  public void adam(
      float rate,
      float decay,
      float beta1,
      float beta2,
      float epsilon,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo) {
    loops.get(ADAM).run(-rate, decay, 1 - beta1, 1 - beta2, epsilon, n, w, wo, g, go, m, mo, v, vo);
  }
}
