package io.github.lanewise.device;

import io.github.lanewise.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Compares a device with the reference, step by step, and says how far apart they are.
 *
 * <p>The deviation of a step is the largest |device − reference| of any element, in units of u·M
 * with u = 2⁻²⁴ and M the magnitude of what was added up for that element. Both sides may round
 * each of k additions, hence 2k; a function gets 16 u for its own error and that of a division,
 * which OpenCL does not round correctly by default.
 *
 * <table>
 * <caption>Bounds</caption>
 * <tr><th>step</th><th>M</th><th>bound</th></tr>
 * <tr><td>products, weight gradient</td><td>|A|·|B|</td><td>2k</td></tr>
 * <tr><td>activation</td><td>|q|</td><td>16</td></tr>
 * <tr><td>forward</td><td>|Q|·|W|ᵀ + |b| + |q|</td><td>2k + 20</td></tr>
 * <tr><td>backward</td><td>|Δ|·|W|</td><td>2k + 16</td></tr>
 * <tr><td>δ of a cost</td><td>(1 + |q| + |y|)/rows</td><td>64</td></tr>
 * <tr><td>cost</td><td>1 + |cost| + largest |q|</td><td>64</td></tr>
 * <tr><td>descend, two rounds</td><td>|w| + rate·|∂C/∂w|</td><td>4</td></tr>
 * </table>
 */
public final class DeviceCheck {

  /** Unit roundoff of float. */
  private static final double U = 0x1p-24;

  private DeviceCheck() {}

  /**
   * What one step came to.
   *
   * @param deviation in units of u·M
   * @param bound what it may be
   */
  public record Finding(String step, double deviation, double bound) {

    /** False if the deviation is NaN, too. */
    public boolean passed() {
      return deviation <= bound;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-28s %10.2f of %6.0f  %s",
          step,
          deviation,
          bound,
          passed() ? "right" : "WRONG");
    }
  }

  /** What all steps came to. */
  public record Report(DeviceDescription device, List<Finding> findings) {

    public Report {
      findings = List.copyOf(findings);
    }

    public boolean passed() {
      return findings.stream().allMatch(Finding::passed);
    }

    /** A line for each step. */
    @Override
    public String toString() {
      return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
  }

  /**
   * Runs every step twice, with different data, on the device and on the reference. Takes about a
   * second, most of it for compiling.
   */
  public static Report of(Device device) {
    List<Finding> findings = new ArrayList<>();
    for (CheckProgram program : CheckProgram.all()) {
      findings.addAll(findings(device, program));
    }
    return new Report(device.description(), findings);
  }

  private static List<Finding> findings(Device device, CheckProgram check) {
    double[] worst = new double[check.outputs().size()];
    try (Executable subject = device.compile(check.program());
        Device reference = Devices.reference();
        Executable truth = reference.compile(check.program())) {
      check.uploadResident(subject);
      check.uploadResident(truth);
      for (int round = 0; round < 2; round++) {
        check.fillInputs();
        check.uploadInputs(subject);
        check.uploadInputs(truth);
        subject.run();
        truth.run();
        for (int i = 0; i < worst.length; i++) {
          worst[i] = Math.max(worst[i], deviation(check.outputs().get(i), subject, truth));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < worst.length; i++) {
      CheckProgram.Output output = check.outputs().get(i);
      findings.add(new Finding(output.step(), worst[i], output.bound()));
    }
    return findings;
  }

  /** {@link Math#max} keeps a NaN, so that one wrong element is never lost. */
  private static double deviation(
      CheckProgram.Output output, Executable subject, Executable truth) {
    Operand place = output.place();
    Matrix actual = part(subject, place);
    Matrix expected = part(truth, place);
    Matrix magnitude = output.magnitude().apply(expected);
    double worst = 0;
    for (int i = 0; i < place.rows(); i++) {
      for (int j = 0; j < place.columns(); j++) {
        double error = Math.abs((double) actual.get(i, j) - expected.get(i, j));
        worst = Math.max(worst, error == 0 ? 0 : error / (U * magnitude.get(i, j)));
      }
    }
    return worst;
  }

  private static Matrix part(Executable executable, Operand place) {
    Matrix whole = Matrix.zeros(1, place.buffer().size());
    executable.download(place.buffer(), whole);
    return Matrix.wrap(
        whole.data(), place.offset(), place.rows(), place.columns(), place.columns());
  }
}
