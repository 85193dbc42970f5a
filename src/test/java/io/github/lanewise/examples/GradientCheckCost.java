package io.github.lanewise.examples;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.GradientCheck;
import io.github.lanewise.nn.GradientReport;
import io.github.lanewise.nn.Initialisation;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Workspace;
import java.util.Random;

/** What a gradient by central differences costs beside one by backpropagation. */
public final class GradientCheckCost {

  private static final int SAMPLES = 8;

  /** So many weights at most are checked one by one; the time for all is then in proportion. */
  private static final int CHECKED = 5000;

  /** So many passes before anything is timed let the compiler do its work. */
  private static final int WARM_UP = 20_000;

  private GradientCheckCost() {}

  /** Prints one line for each network. */
  public static void main(String[] arguments) {
    System.out.println(
        "network       parameters N   2N passes in double     2N passes in float"
            + "   one backward pass   worst relative error");
    print(13, 32, 1);
    print(64, 64, 10);
    print(784, 128, 10);
  }

  private static void print(int inputs, int hidden, int outputs) {
    Network net =
        Network.of(inputs)
            .dense(hidden, Activation.SIGMOID)
            .dense(outputs)
            .initialise(Initialisation.GLOROT_UNIFORM, 1);
    Random random = new Random(2);
    Matrix x = uniform(inputs, random);
    Matrix y = uniform(outputs, random);
    Workspace workspace = net.workspace(SAMPLES);
    for (int i = 0; i < WARM_UP; i++) {
      workspace.forward(x);
      workspace.backward(Cost.HALF_SQUARED_ERROR, y);
    }
    GradientReport report =
        GradientCheck.of(net, Cost.HALF_SQUARED_ERROR).sample(CHECKED, 3).check(x, y);
    long n = report.parameters();
    System.out.printf(
        "%-13s %12d %19.3g s %20.3g s %17.3g s %22.1e%n",
        inputs + "-" + hidden + "-" + outputs,
        n,
        report.numericSeconds() * n / report.checked(),
        report.forwardSeconds() * 2 * n,
        report.backwardSeconds(),
        report.worst().relativeError());
  }

  private static Matrix uniform(int columns, Random random) {
    Matrix m = Matrix.zeros(SAMPLES, columns);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < columns; j++) {
        m.set(i, j, random.nextFloat(-1, 1));
      }
    }
    return m;
  }
}
