/**
 * Benchmarks. Every arm of one runs the same timed body, on the same operands, and is checked
 * against an oracle in double before it is timed; an arm that is wrong, or not what its name says,
 * throws and is not measured.
 *
 * <p>Scores are calls per second. The work of a call is counted beside it: {@code gflop} is 10⁹
 * floating-point operations, {@code gelement} 10⁹ elements, {@code gbyte} 10⁹ bytes, each per
 * second too, so that {@code GemmBenchmark.gemm:gflop} is in GFLOP/s.
 */
package io.github.lanewise.jmh;
