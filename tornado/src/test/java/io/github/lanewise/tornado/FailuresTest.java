package io.github.lanewise.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.device.ElementFunction;
import io.github.lanewise.device.Program;
import io.github.lanewise.device.Step;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Optimiser;
import io.github.lanewise.nn.Training;
import org.junit.jupiter.api.Test;

/** What goes wrong is said, and neither the weights nor the CPU path suffer. */
class FailuresTest {

  private final Matrix x = Matrix.of(new float[][] {{1, 0.5f}, {-1, 2}, {0, 1}});
  private final Matrix y = Matrix.of(new float[][] {{1}, {0}, {1}});

  /** The options make OpenCL's compiler find a name that it does not know. */
  @Test
  void aKernelThatDoesNotCompileIsAnErrorAndTheCpuGoesOn() {
    Network net = network();
    float[] before = net.parameters().toArray();
    try (Device device = DeviceList.open(0, "-w -Dget_global_id=no_such_function");
        DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, 0.1f, 3)) {
      DeviceException failed = assertThrows(DeviceException.class, () -> training.step(x, y));
      assertTrue(
          failed
              .getMessage()
              .startsWith(
                  "step 1 failed; the network holds the parameters of step 0, and can be trained on"
                      + " the CPU: the program failed on the device: a kernel does not compile or"
                      + " run"),
          failed.getMessage());
      DeviceException again = assertThrows(DeviceException.class, () -> training.step(x, y));
      assertTrue(again.getMessage().contains("compile it anew"), again.getMessage());
    }
    assertArrayEquals(before, net.parameters().toArray());
    assertLearnsOnTheCpu(net);
    try (Device device = OnDevice.open();
        DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, 0.1f, 3)) {
      float first = training.step(x, y);
      assertTrue(training.step(x, y) < first);
    }
  }

  /** The options give every work item the number of its group for its own within it. */
  @Test
  void aDeviceThatComputesWronglyIsRefused() {
    try (Device device = DeviceList.open(0, "-w -Dget_local_id=get_group_id")) {
      DeviceException refused =
          assertThrows(DeviceException.class, () -> TornadoProvider.refuseIfWrong(device));
      assertTrue(refused.getMessage().contains("computes wrongly and is refused"));
      assertTrue(
          refused.getMessage().lines().anyMatch(line -> line.matches("product A·B .*WRONG")),
          refused.getMessage());
      assertTrue(
          refused.getMessage().lines().anyMatch(line -> line.matches("activate relu .*right")),
          refused.getMessage());
    }
  }

  @Test
  void aProgramLargerThanTheDeviceIsRefusedBeforeItIsMade() {
    Program.Builder program = Program.builder();
    int size = 1 << 30;
    DeviceBuffer in = program.input("in", size);
    DeviceBuffer out = program.resident("out", size);
    program.add(
        new Step.Activate(
            ElementFunction.of(Activation.TANH), in.matrix(1, size), out.matrix(1, size)));
    for (int i = 0; i < 100; i++) {
      program.resident("more", size);
    }
    try (Device device = OnDevice.open()) {
      DeviceException refused =
          assertThrows(DeviceException.class, () -> device.compile(program.build()));
      assertTrue(
          refused.getMessage().startsWith("out of device memory: the program needs 417792.0 MiB"),
          refused.getMessage());
    }
  }

  /** Deeper networks than the option of {@link LaunchTest} helps. */
  @Test
  void aNetworkTooDeepForTornadoVmIsRefused() {
    try (Device device = OnDevice.open()) {
      DeviceException refused =
          assertThrows(
              DeviceException.class,
              () -> device.training(Probe.deep(36), Cost.HALF_SQUARED_ERROR, 0.1f, 3));
      assertTrue(refused.getMessage().contains("more than the 109 kernels"), refused.getMessage());
    }
  }

  @Test
  void errorsOfTheJvmAreThrownOn() {
    OutOfMemoryError full = new OutOfMemoryError("heap");
    assertSame(
        full, assertThrows(OutOfMemoryError.class, () -> Failures.translate("running", full)));
    DeviceException translated =
        Failures.translate(
            "running", new Error(new IllegalStateException("\u001B[31mred\u001B[0m")));
    assertEquals("running: IllegalStateException: red", translated.getMessage());
  }

  private void assertLearnsOnTheCpu(Network net) {
    Training training = net.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(0.1f), 3);
    float first = training.step(x, y);
    assertTrue(training.step(x, y) < first);
  }

  private static Network network() {
    return Network.of(2)
        .dense(5, Activation.TANH)
        .dense(1)
        .initialise(Initialisation.GLOROT_UNIFORM, 4);
  }
}
