package io.github.lanewise.device;

import io.github.lanewise.nn.Activation;
import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Layer;
import io.github.lanewise.nn.Network;

/**
 * The passes of a network over batches of one size, as a program. The parameters are one buffer,
 * laid out as {@link io.github.lanewise.nn.Parameters}, and so is the gradient.
 */
final class NetworkProgram {

  private final Network net;
  private final int batch;
  private final Program.Builder program = Program.builder();
  private final DeviceBuffer x;
  private final DeviceBuffer parameters;
  private final Operand[] q;

  NetworkProgram(Network net, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch size %d is below 1".formatted(batch));
    }
    this.net = net;
    this.batch = batch;
    this.x = program.input("x", size(net.inputs()));
    this.parameters = program.resident("parameters", net.parameters().size());
    this.q = new Operand[net.depth() + 1];
  }

  DeviceBuffer x() {
    return x;
  }

  DeviceBuffer parameters() {
    return parameters;
  }

  /** The buffer of q_L. */
  DeviceBuffer output() {
    return q[net.depth()].buffer();
  }

  Program build() {
    return program.build();
  }

  NetworkProgram forward() {
    q[0] = x.matrix(batch, net.inputs());
    if (!net.inputActivation().equals(Activation.IDENTITY)) {
      Operand p = q[0];
      q[0] = program.resident("q0", x.size()).matrix(batch, net.inputs());
      program.add(new Step.Activate(ElementFunction.of(net.inputActivation()), p, q[0]));
    }
    int offset = 0;
    for (int l = 1; l <= net.depth(); l++) {
      Layer layer = net.layer(l);
      q[l] = batchOf("q" + l, layer.outputs());
      program.add(
          new Step.Forward(
              q[l - 1],
              weights(parameters, offset, layer),
              bias(parameters, offset, layer),
              ElementFunction.of(layer.activation()),
              q[l]));
      offset += (int) layer.parameters();
    }
    return this;
  }

  /** What a training reads and writes besides x and the parameters. */
  record TrainingBuffers(
      DeviceBuffer y, DeviceBuffer rows, DeviceBuffer gradient, DeviceBuffer cost) {}

  TrainingBuffers backwardAndDescend(Cost cost, float learningRate) {
    int depth = net.depth();
    DeviceBuffer y = program.input("y", size(net.outputs()));
    DeviceBuffer rows = program.input("rows", 1);
    DeviceBuffer gradient = program.resident("gradient", parameters.size());
    DeviceBuffer costs = program.resident("costs", batch);
    DeviceBuffer mean = program.resident("cost", 1);
    Operand delta = batchOf("delta" + depth, net.outputs());
    program.add(
        new Step.OutputDelta(
            CostFunction.of(cost),
            ElementFunction.of(net.layer(depth).activation()),
            q[depth],
            y.matrix(batch, net.outputs()),
            rows.matrix(1, 1),
            delta,
            costs.matrix(batch, 1),
            mean.matrix(1, 1)));
    int offset = parameters.size();
    for (int l = depth; l >= 1; l--) {
      Layer layer = net.layer(l);
      offset -= (int) layer.parameters();
      program.add(
          new Step.WeightGradient(
              delta, q[l - 1], weights(gradient, offset, layer), bias(gradient, offset, layer)));
      if (l > 1) {
        Operand below = batchOf("delta" + (l - 1), layer.inputs());
        program.add(
            new Step.Backward(
                delta,
                weights(parameters, offset, layer),
                ElementFunction.of(net.layer(l - 1).activation()),
                q[l - 1],
                below));
        delta = below;
      }
    }
    program.add(
        new Step.Descend(
            learningRate,
            gradient.matrix(1, gradient.size()),
            parameters.matrix(1, parameters.size()),
            mean.matrix(1, 1)));
    return new TrainingBuffers(y, rows, gradient, mean);
  }

  private Operand batchOf(String name, int columns) {
    return program.resident(name, size(columns)).matrix(batch, columns);
  }

  private int size(int columns) {
    if ((long) batch * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d rows of %d columns have more elements than a buffer can hold"
              .formatted(batch, columns));
    }
    return batch * columns;
  }

  private static Operand weights(DeviceBuffer buffer, int offset, Layer layer) {
    return buffer.matrix(offset, layer.outputs(), layer.inputs());
  }

  private static Operand bias(DeviceBuffer buffer, int offset, Layer layer) {
    return layer.bias()
        ? buffer.matrix(offset + layer.outputs() * layer.inputs(), 1, layer.outputs())
        : null;
  }
}
