package io.github.lanewise.workbench;

import com.google.gson.Gson;
import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.GradientCheck;
import io.github.lanewise.nn.GradientReport;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gradients of small networks against central differences, for each activation and cost. */
final class GradientCases {

  private static final double TOLERANCE = 1e-3;
  private static final int SAMPLES = 4;
  private static final int INPUTS = 12;
  private static final int OUTPUTS = 5;

  /** What came out for one network. */
  record Outcome(String network, int checked, double largestError, boolean right) {}

  private GradientCases() {}

  /** Prints the outcomes of the engine that this JVM has. */
  public static void main(String[] arguments) {
    System.out.println(new Gson().toJson(run()));
  }

  static List<Outcome> run() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Activation activation :
        List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.leakyRelu(0.1f))) {
      for (Cost cost :
          List.of(Cost.HALF_SQUARED_ERROR, Cost.SOFTMAX_CROSS_ENTROPY, Cost.BINARY_CROSS_ENTROPY)) {
        outcomes.add(of(activation, cost));
      }
    }
    return outcomes;
  }

  private static Outcome of(Activation activation, Cost cost) {
    Network net =
        Network.of(INPUTS)
            .dense(17, activation)
            .dense(9, activation)
            .dense(OUTPUTS)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    Matrix x = Matrix.zeros(SAMPLES, INPUTS);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextDouble();
    }
    Matrix y = Matrix.oneHot(new int[] {0, 3, 1, 4}, OUTPUTS);
    GradientReport report = GradientCheck.of(net, cost).check(x, y);
    return new Outcome(
        activation.name() + ", " + cost.name(),
        report.checked(),
        report.worst().relativeError(),
        report.passed(TOLERANCE));
  }
}
