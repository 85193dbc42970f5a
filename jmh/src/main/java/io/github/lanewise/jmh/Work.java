package io.github.lanewise.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counters of the work done, which JMH reports per second beside the score. */
public class Work {

  /** 10⁹ floating-point operations of matrix products: 2·m·n·k each, nothing else counted. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Flops {
    public double gflop;
  }

  /** 10⁹ elements of the result. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Elements {
    public double gelement;
  }

  /** 10⁹ bytes read or written, without what caches read only to overwrite it. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Bytes {
    public double gbyte;
  }
}
