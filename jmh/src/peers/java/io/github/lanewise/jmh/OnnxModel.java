package io.github.lanewise.jmh;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A network as an ONNX model: a Gemm and an activation for each layer, weights and biases as
 * constants. The numbers of the fields are those of <a
 * href="https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto3">onnx.proto3</a>.
 */
final class OnnxModel {

  static final String INPUT = "x";
  static final String OUTPUT = "out";

  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int IR_VERSION = 9;

  /** The first with an operator for GELU. */
  private static final int OPSET = 20;

  private final StepProblem problem;
  private final NetworkShape shape;
  private final UnknownFieldSet.Builder graph = UnknownFieldSet.newBuilder();

  private OnnxModel(StepProblem problem) {
    this.problem = problem;
    this.shape = problem.shape();
  }

  static byte[] of(StepProblem problem) {
    return new OnnxModel(problem).model().toByteArray();
  }

  private UnknownFieldSet model() {
    add(graph, 2, text("net"));
    String q = INPUT;
    for (int l = 1; l <= shape.depth(); l++) {
      q = layer(l, q);
    }
    add(graph, 11, value(INPUT, shape.inputs()));
    add(graph, 12, value(OUTPUT, shape.outputs()));
    UnknownFieldSet.Builder model = UnknownFieldSet.newBuilder();
    add(model, 1, number(IR_VERSION));
    add(model, 7, message(graph));
    UnknownFieldSet.Builder opset = UnknownFieldSet.newBuilder();
    add(opset, 1, text(""));
    add(opset, 2, number(OPSET));
    return add(model, 8, message(opset)).build();
  }

  /** Returns what the layer's outputs are called. */
  private String layer(int l, String below) {
    int outputs = shape.widths()[l];
    int inputs = shape.widths()[l - 1];
    boolean last = l == shape.depth();
    add(graph, 5, tensor("w" + l, shape.weightsStart(l), outputs, inputs));
    add(graph, 5, tensor("b" + l, shape.biasStart(l), outputs));
    UnknownFieldSet.Builder transB = UnknownFieldSet.newBuilder();
    add(transB, 1, text("transB"));
    add(transB, 3, number(1));
    add(transB, 20, number(INT));
    String p = last ? OUTPUT : "p" + l;
    add(graph, 1, message(add(node("Gemm", p, below, "w" + l, "b" + l), 5, message(transB))));
    if (last) {
      return p;
    }
    add(graph, 1, message(node(activation(), "q" + l, p)));
    return "q" + l;
  }

  private String activation() {
    return switch (shape.activation()) {
      case SIGMOID -> "Sigmoid";
      case RELU -> "Relu";
      case TANH -> "Tanh";
      case GELU -> "Gelu";
    };
  }

  private static UnknownFieldSet.Builder node(String operator, String output, String... inputs) {
    UnknownFieldSet.Builder node = UnknownFieldSet.newBuilder();
    for (String input : inputs) {
      add(node, 1, text(input));
    }
    add(node, 2, text(output));
    return add(node, 4, text(operator));
  }

  private Field tensor(String name, int start, int... sizes) {
    UnknownFieldSet.Builder tensor = UnknownFieldSet.newBuilder();
    int count = 1;
    for (int size : sizes) {
      add(tensor, 1, number(size));
      count *= size;
    }
    ByteBuffer values = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    values.asFloatBuffer().put(problem.parameters(), start, count);
    add(tensor, 2, number(FLOAT));
    add(tensor, 8, text(name));
    add(tensor, 9, Field.newBuilder().addLengthDelimited(ByteString.copyFrom(values)).build());
    return message(tensor);
  }

  /** What goes in or comes out: a batch of rows. */
  private Field value(String name, int columns) {
    UnknownFieldSet.Builder sizes = UnknownFieldSet.newBuilder();
    for (int size : new int[] {shape.batch(), columns}) {
      add(sizes, 1, message(add(UnknownFieldSet.newBuilder(), 1, number(size))));
    }
    UnknownFieldSet.Builder tensor = UnknownFieldSet.newBuilder();
    add(tensor, 1, number(FLOAT));
    add(tensor, 2, message(sizes));
    UnknownFieldSet.Builder value = UnknownFieldSet.newBuilder();
    add(value, 1, text(name));
    add(value, 2, message(add(UnknownFieldSet.newBuilder(), 1, message(tensor))));
    return message(value);
  }

  /** One more value of a field. */
  private static UnknownFieldSet.Builder add(UnknownFieldSet.Builder to, int field, Field value) {
    return to.mergeField(field, value);
  }

  private static Field number(long value) {
    return Field.newBuilder().addVarint(value).build();
  }

  private static Field text(String value) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build();
  }

  private static Field message(UnknownFieldSet.Builder value) {
    return Field.newBuilder().addLengthDelimited(value.build().toByteString()).build();
  }
}
