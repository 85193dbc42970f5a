package io.github.lanewise.device;

import io.github.lanewise.Elementwise;
import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Network;
import io.github.lanewise.nn.Shuffler;

/**
 * Trains a network by gradient descent on a device. Weights, activations and gradients stay there
 * from step to step: only samples and labels go up, and the cost comes down.
 *
 * <p>The network itself changes only by {@link #synchronise}, which {@link #epoch} calls at its
 * end. So if a step fails, the network holds the parameters of the last synchronisation, whole, and
 * can be trained on the CPU from there.
 *
 * <p>A step computes what {@link io.github.lanewise.nn.Training#step} does with {@link
 * io.github.lanewise.nn.Optimiser#sgd(float)}, in float, up to the rounding of the device. Not
 * thread-safe.
 *
 * <p><b>Data that are NaN or infinite</b> are refused before anything is computed. <b>A cost that
 * is not finite</b> although the data are is an {@link ArithmeticException}, and the parameters on
 * the device stay as they were before the step.
 */
public final class DeviceTraining implements AutoCloseable {

  private final Network net;
  private final int batchSize;
  private final NetworkProgram.TrainingBuffers buffers;
  private final DeviceBuffer x;
  private final DeviceBuffer parameters;
  private final Executable executable;
  private final Matrix samples;
  private final Matrix labels;
  private final Matrix rows = Matrix.zeros(1, 1);
  private final Matrix cost = Matrix.zeros(1, 1);
  private final Matrix staging;
  private long steps;
  private long synchronisedSteps;

  DeviceTraining(Device device, Network net, Cost cost, float learningRate, int batchSize) {
    NetworkProgram program = new NetworkProgram(net, batchSize).forward();
    this.buffers = program.backwardAndDescend(cost, learningRate);
    this.net = net;
    this.batchSize = batchSize;
    this.x = program.x();
    this.parameters = program.parameters();
    this.samples = Matrix.zeros(batchSize, net.inputs());
    this.labels = Matrix.zeros(batchSize, net.outputs());
    this.staging = Matrix.zeros(1, net.parameters().size());
    this.executable = device.compile(program.build());
    executable.upload(parameters, net.parameters().vector());
  }

  /**
   * How many bytes a training takes on a device, known before it is made: samples, labels,
   * parameters, gradient, and q and δ of every layer.
   */
  public static long bytes(Network net, Cost cost, int batchSize) {
    NetworkProgram program = new NetworkProgram(net, batchSize).forward();
    program.backwardAndDescend(cost, 1);
    return program.build().bytes();
  }

  /**
   * One step over the samples of x: forward, backward, update, all on the device.
   *
   * @param x rows × inputs, 1 to batchSize rows
   * @param y rows × outputs
   * @return the mean cost before the update
   */
  public float step(Matrix x, Matrix y) {
    checkData(x, y);
    if (x.rows() > batchSize) {
      throw new IllegalArgumentException(
          "x is %s, but there is memory for batches of %d rows at most"
              .formatted(x.shape(), batchSize));
    }
    samples.rows(0, x.rows()).copyFrom(x);
    labels.rows(0, x.rows()).copyFrom(y);
    return run(x.rows());
  }

  /**
   * One step for each batch of the data set, in the order that the shuffler gives; the last batch
   * may be smaller. Then {@link #synchronise}.
   *
   * @param x samples × inputs, any number of samples from 1
   * @param y samples × outputs
   * @return the mean over all samples of the cost that each had just before its step
   */
  public float epoch(Matrix x, Matrix y, Shuffler shuffler) {
    checkData(x, y);
    int[] order = shuffler.next(x.rows());
    double sum = 0;
    for (int first = 0; first < order.length; first += batchSize) {
      int count = Math.min(batchSize, order.length - first);
      for (int i = 0; i < count; i++) {
        samples.rows(i, 1).copyFrom(x.rows(order[first + i], 1));
        labels.rows(i, 1).copyFrom(y.rows(order[first + i], 1));
      }
      sum += (double) run(count) * count;
    }
    synchronise();
    return (float) (sum / order.length);
  }

  private float run(int count) {
    if (count < batchSize) {
      samples.rows(count, batchSize - count).fill(0);
      labels.rows(count, batchSize - count).fill(0);
    }
    rows.set(0, 0, count);
    try {
      executable.upload(x, samples);
      executable.upload(buffers.y(), labels);
      executable.upload(buffers.rows(), rows);
      executable.run();
      executable.download(buffers.cost(), cost);
    } catch (DeviceException failed) {
      throw new DeviceException(
          "step %d failed; the network holds the parameters of step %d, and can be trained on the CPU: %s"
              .formatted(steps + 1, synchronisedSteps, failed.getMessage()),
          failed);
    }
    float c = cost.get(0, 0);
    if (!Float.isFinite(c)) {
      throw new ArithmeticException(
          """
          the cost of this step is %s though the data are finite: the training diverges. \
          The parameters are as before the step; a lower learning rate may help\
          """
              .formatted(c));
    }
    steps++;
    return c;
  }

  /** Downloads the parameters into the network, all or, if this throws, none. */
  public void synchronise() {
    if (steps == synchronisedSteps) {
      return;
    }
    executable.download(parameters, staging);
    net.parameters().vector().copyFrom(staging);
    synchronisedSteps = steps;
  }

  /**
   * The gradient of the last step, 1 × parameters, laid out as they are, copied from the device.
   */
  public Matrix gradient() {
    Matrix gradient = Matrix.zeros(1, buffers.gradient().size());
    executable.download(buffers.gradient(), gradient);
    return gradient;
  }

  /** How many steps were taken; those that threw do not count. */
  public long steps() {
    return steps;
  }

  /** Frees the memory on the device, without a last {@link #synchronise}. */
  @Override
  public void close() {
    executable.close();
  }

  private void checkData(Matrix x, Matrix y) {
    if (x.rows() < 1
        || x.columns() != net.inputs()
        || y.rows() != x.rows()
        || y.columns() != net.outputs()) {
      throw new IllegalArgumentException(
          "x is %s and y is %s; each sample is a row of both, and the network is %d→%d"
              .formatted(x.shape(), y.shape(), net.inputs(), net.outputs()));
    }
    Elementwise.checkFinite("x", x);
    Elementwise.checkFinite("y", y);
  }
}
