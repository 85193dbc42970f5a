package io.github.lanewise.device;

import io.github.lanewise.Matrix;
import io.github.lanewise.nn.Network;

/**
 * A network as it was when the predictor was made, on a device: weights go up once, then samples up
 * and outputs down. Not thread-safe.
 */
public final class DevicePredictor implements AutoCloseable {

  private final int inputs;
  private final int outputs;
  private final int batchSize;
  private final DeviceBuffer x;
  private final DeviceBuffer q;
  private final Executable executable;
  private final Matrix samples;
  private final Matrix results;

  DevicePredictor(Device device, Network net, int batchSize) {
    NetworkProgram program = new NetworkProgram(net, batchSize).forward();
    this.inputs = net.inputs();
    this.outputs = net.outputs();
    this.batchSize = batchSize;
    this.x = program.x();
    this.q = program.output();
    this.samples = Matrix.zeros(batchSize, inputs);
    this.results = Matrix.zeros(batchSize, outputs);
    this.executable = device.compile(program.build());
    executable.upload(program.parameters(), net.parameters().vector());
  }

  /**
   * Overwrites out with q_L for every row of x.
   *
   * @param x rows × inputs, any number of rows
   * @param out rows × outputs
   */
  public void predict(Matrix x, Matrix out) {
    if (x.columns() != inputs || out.rows() != x.rows() || out.columns() != outputs) {
      throw new IllegalArgumentException(
          "DevicePredictor.predict: x is %s and out is %s, but the network is %d→%d"
              .formatted(x.shape(), out.shape(), inputs, outputs));
    }
    for (int first = 0; first < x.rows(); first += batchSize) {
      int count = Math.min(batchSize, x.rows() - first);
      samples.rows(0, count).copyFrom(x.rows(first, count));
      samples.rows(count, batchSize - count).fill(0);
      executable.upload(this.x, samples);
      executable.run();
      executable.download(q, results);
      out.rows(first, count).copyFrom(results.rows(0, count));
    }
  }

  @Override
  public void close() {
    executable.close();
  }
}
