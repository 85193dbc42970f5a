package io.github.lanewise.jmh;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.GELUImpl;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.SigmoidImpl;
import org.bytedeco.pytorch.TanhImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A step as a user of PyTorch writes it: a sequence of modules, automatic differentiation, its SGD
 * optimiser. Every tensor is PyTorch's own memory; Java calls once for the forward pass, for the
 * cost, for the backward pass and for the update. The labels of the cross-entropy are numbers of
 * classes, which takes PyTorch less time than probabilities.
 */
final class PyTorchStep implements StepArm {

  private final NetworkShape shape;
  private final boolean squared;
  private final Scalar halfOverBatch;
  private final Tensor x;
  private final Tensor y;
  private final SequentialImpl net;
  private final TensorVector parameters;
  private final SGD optimiser;
  private Tensor out;

  PyTorchStep(StepProblem problem, float learningRate) {
    shape = problem.shape();
    squared = shape.cost().equals("squared");
    halfOverBatch = new Scalar(0.5f / shape.batch());
    x = tensor(problem.x(), 0, shape.batch(), shape.inputs());
    y = squared ? tensor(problem.y(), 0, shape.batch(), shape.outputs()) : classes(problem.y());
    net = new SequentialImpl();
    for (int l = 1; l <= shape.depth(); l++) {
      net.push_back(layer(l, problem.parameters()));
      if (l < shape.depth()) {
        pushActivation();
      }
    }
    parameters = net.parameters();
    optimiser = new SGD(parameters, new SGDOptions(learningRate));
  }

  private LinearImpl layer(int l, float[] values) {
    int outputs = shape.widths()[l];
    int inputs = shape.widths()[l - 1];
    LinearImpl layer = new LinearImpl(inputs, outputs);
    try (NoGradGuard _ = new NoGradGuard()) {
      layer.weight().copy_(tensor(values, shape.weightsStart(l), outputs, inputs));
      layer.bias().copy_(tensor(values, shape.biasStart(l), outputs));
    }
    return layer;
  }

  private void pushActivation() {
    switch (shape.activation()) {
      case SIGMOID -> net.push_back(new SigmoidImpl());
      case RELU -> net.push_back(new ReLUImpl());
      case TANH -> net.push_back(new TanhImpl());
      case GELU -> net.push_back(new GELUImpl());
    }
  }

  private static Tensor tensor(float[] values, int from, long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    FloatPointer pointer = new FloatPointer(Arrays.copyOfRange(values, from, from + count));
    return torch.from_blob(pointer, sizes).clone();
  }

  private Tensor classes(float[] y) {
    long[] classes = new long[shape.batch()];
    for (int i = 0; i < y.length; i++) {
      if (y[i] == 1) {
        classes[i / shape.outputs()] = i % shape.outputs();
      }
    }
    TensorOptions longs = new TensorOptions(torch.ScalarType.Long);
    return torch.from_blob(new LongPointer(classes), new long[] {classes.length}, longs).clone();
  }

  @Override
  public float step() {
    try (Tensor cost = evaluate();
        Tensor _ = optimiser.step()) {
      return cost.item_float();
    }
  }

  private Tensor evaluate() {
    optimiser.zero_grad(true);
    try (Tensor q = net.forward(x)) {
      Tensor cost = cost(q);
      cost.backward();
      return cost;
    }
  }

  private Tensor cost(Tensor q) {
    if (!squared) {
      return torch.cross_entropy_loss(q, y);
    }
    try (Tensor sum = torch.mse_loss(q, y, torch.Reduction.Sum.value)) {
      return sum.mul(halfOverBatch);
    }
  }

  @Override
  public void infer() {
    try (InferenceMode _ = new InferenceMode()) {
      if (out != null) {
        out.close();
      }
      out = net.forward(x);
    }
  }

  @Override
  public float[] outputs() {
    float[] values = new float[shape.batch() * shape.outputs()];
    out.data_ptr_float().get(values);
    return values;
  }

  @Override
  public float[] gradient() {
    evaluate().close();
    return joined(Tensor::grad);
  }

  @Override
  public float[] parameters() {
    return joined(parameter -> parameter);
  }

  /** A value for each parameter, in the order of the modules, which is that of the shape. */
  private float[] joined(UnaryOperator<Tensor> part) {
    float[] joined = new float[shape.parameters()];
    int start = 0;
    for (long i = 0; i < parameters.size(); i++) {
      Tensor values = part.apply(parameters.get(i));
      int count = (int) values.numel();
      values.data_ptr_float().get(joined, start, count);
      start += count;
    }
    return joined;
  }
}
