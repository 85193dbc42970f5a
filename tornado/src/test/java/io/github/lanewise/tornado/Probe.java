package io.github.lanewise.tornado;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.DeviceTraining;
import io.github.lanewise.device.Devices;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.NetworkBuilder;
import io.github.lanewise.nn.Optimiser;
import java.util.Arrays;

/** A small application, for {@link LaunchTest} to start. */
final class Probe {

  private Probe() {}

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "survey" -> System.out.println(Devices.survey());
      case "fill" -> fill();
      case "again" -> again();
      case "deep" -> trainDeep();
      default -> throw new IllegalArgumentException(Arrays.toString(arguments));
    }
  }

  private static void again() {
    Matrix x = Matrix.zeros(1, 1000);
    Matrix y = Matrix.zeros(1, 1);
    try (Device device = Devices.open("tornado:0")) {
      for (int i = 0; i < 10; i++) {
        try (DeviceTraining training =
            device.training(megabytes(), Cost.HALF_SQUARED_ERROR, 0.01f, 1)) {
          training.step(x, y);
        }
      }
      System.out.println("trained 10 times");
    }
  }

  /** A network of 4 MB, whose gradient takes as much. */
  private static Network megabytes() {
    return Network.of(1000)
        .dense(1000, Activation.SIGMOID)
        .dense(1)
        .initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  private static void fill() {
    Network net = megabytes();
    float[] before = net.parameters().toArray();
    Matrix x = Matrix.zeros(1, 1000);
    Matrix y = Matrix.zeros(1, 1);
    y.fill(1);
    try (Device device = Devices.open("tornado:0");
        DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, 0.01f, 1)) {
      training.step(x, y);
    } catch (DeviceException full) {
      System.out.println(full.getMessage());
      if (Arrays.equals(before, net.parameters().toArray())
          && Float.isFinite(
              net.training(Cost.HALF_SQUARED_ERROR, Optimiser.sgd(0.01f), 1).step(x, y))) {
        System.out.println("the CPU goes on");
      }
    }
  }

  static Network deep(int depth) {
    NetworkBuilder layers = Network.of(2);
    for (int l = 0; l < depth; l++) {
      layers.dense(2, Activation.TANH);
    }
    return layers.initialise(Initialisation.GLOROT_UNIFORM, 1);
  }

  private static void trainDeep() {
    Network net = deep(35);
    try (Device device = Devices.open("tornado:0");
        DeviceTraining training = device.training(net, Cost.HALF_SQUARED_ERROR, 0.1f, 3)) {
      training.step(Matrix.zeros(3, 2), Matrix.zeros(3, 2));
      training.synchronise();
      System.out.println("trained " + net.depth() + " layers");
    } catch (DeviceException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
