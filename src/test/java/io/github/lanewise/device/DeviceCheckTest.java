package io.github.lanewise.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {

  @Test
  void theReferenceAgreesWithItself() {
    DeviceCheck.Report report = DeviceCheck.of(Devices.reference());
    assertTrue(report.passed(), report::toString);
    assertTrue(report.findings().stream().allMatch(finding -> finding.deviation() == 0));
    assertEquals(31, report.findings().size(), report::toString);
  }

  @Test
  void everyKindOfStepIsChecked() {
    List<? extends Class<?>> checked =
        CheckProgram.all().stream()
            .flatMap(check -> check.program().steps().stream())
            .map(Object::getClass)
            .distinct()
            .toList();
    assertEquals(List.of(Step.class.getPermittedSubclasses()).size(), checked.size());
  }

  /** The bounds are in units of 2⁻²⁴, so an error of a thousandth is far outside each. */
  @Test
  void oneWrongElementOfAnyResultIsFound() {
    int index = 0;
    for (CheckProgram check : CheckProgram.all()) {
      for (CheckProgram.Output output : check.outputs()) {
        assertOnlyWrong(index, checkWith(check, output.place(), 1e-3f));
        assertOnlyWrong(index, checkWith(check, output.place(), Float.NaN));
        index++;
      }
    }
    assertEquals(DeviceCheck.of(Devices.reference()).findings().size(), index);
  }

  private static DeviceCheck.Report checkWith(CheckProgram check, Operand place, float error) {
    return DeviceCheck.of(
        new AlteredDevice(
            new AlteredDevice.Alteration() {
              @Override
              public void downloaded(Program program, DeviceBuffer buffer, Matrix values) {
                if (program.steps().equals(check.program().steps())
                    && buffer.equals(place.buffer())) {
                  int last = place.offset() + place.rows() * place.columns() - 1;
                  values.data()[last] += error * Math.max(1, Math.abs(values.data()[last]));
                }
              }
            }));
  }

  private static void assertOnlyWrong(int index, DeviceCheck.Report report) {
    assertFalse(report.passed());
    for (int i = 0; i < report.findings().size(); i++) {
      assertEquals(i != index, report.findings().get(i).passed(), report::toString);
    }
  }
}
