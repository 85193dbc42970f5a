package io.github.lanewise.jmh;

import java.util.List;

/** The arms by the names that {@code impl} takes. */
public final class GemmArms {

  /** The native peers; the best of them counts. */
  public static final List<String> NATIVE = List.of("openblas", "openblas-avx512", "mkl");

  private static final List<String> GAPLESS = List.of("ejml", "ojalgo");

  private GemmArms() {}

  static GemmArm of(String impl, GemmOperands operands, Pool pool) {
    if (!measures(impl, operands.shape(), pool.size())) {
      throw new IllegalArgumentException(
          "impl=%s cannot compute %s on %d threads".formatted(impl, operands.shape(), pool.size()));
    }
    return switch (impl) {
      case "lanewise", "scalar" -> LanewiseGemm.of(impl, operands, pool.threads());
      case "naive" -> NaiveProduct.of(operands);
      case "ejml" -> EjmlGemm.of(operands, pool.size());
      case "ojalgo" -> new OjAlgoGemm(operands, pool.size());
      case "netlib" -> NetlibGemm.of(operands);
      case "openblas", "openblas-avx512", "mkl" ->
          NativePeer.named(impl, GemmPeer.class).arm(operands, pool.size());
      default ->
          throw new IllegalArgumentException(
              "impl=%s is not lanewise, scalar, naive, ejml, ojalgo, netlib or one of %s"
                  .formatted(impl, NATIVE));
    };
  }

  /** Whether the arm takes gaps between rows, if there are any, and so many threads. */
  public static boolean measures(String impl, ProductShape shape, int threads) {
    boolean oneThread = impl.equals("naive") || impl.equals("netlib");
    return !(shape.strided() && GAPLESS.contains(impl)) && !(threads > 1 && oneThread);
  }

  /** Whether the benchmarks were built with the arm, and this CPU can run it. */
  public static boolean available(String impl) {
    return !NATIVE.contains(impl)
        || NativePeer.built(impl) && NativePeer.named(impl, NativePeer.class).supported();
  }
}
