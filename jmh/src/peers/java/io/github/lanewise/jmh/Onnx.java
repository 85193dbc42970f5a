package io.github.lanewise.jmh;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime on the CPU, with all its optimisations of the graph: weights are constants, which it
 * packs once. Inputs and outputs are native memory, bound before; a call is one of JNI.
 */
final class Onnx implements InferencePeer {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @Override
  public boolean supported() {
    return true;
  }

  @Override
  public String describe() {
    return "ONNX Runtime " + environment.getVersion() + ", CPU, with its Java interface";
  }

  @Override
  public InferenceArm arm(StepProblem problem, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new Bound(
          environment, environment.createSession(OnnxModel.of(problem), options), problem);
    } catch (OrtException e) {
      throw new IllegalStateException("impl=onnx", e);
    }
  }

  private static final class Bound implements InferenceArm {

    private final OrtSession session;
    private final FloatBuffer out;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    Bound(OrtEnvironment environment, OrtSession session, StepProblem problem) throws OrtException {
      NetworkShape shape = problem.shape();
      this.session = session;
      FloatBuffer x = allocate(problem.x().length).put(problem.x()).rewind();
      out = allocate(shape.batch() * shape.outputs());
      inputs = Map.of(OnnxModel.INPUT, tensor(environment, x, shape.batch(), shape.inputs()));
      outputs = Map.of(OnnxModel.OUTPUT, tensor(environment, out, shape.batch(), shape.outputs()));
    }

    private static FloatBuffer allocate(int count) {
      return ByteBuffer.allocateDirect(Float.BYTES * count)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    private static OnnxTensor tensor(
        OrtEnvironment environment, FloatBuffer values, long rows, long columns)
        throws OrtException {
      return OnnxTensor.createTensor(environment, values, new long[] {rows, columns});
    }

    @Override
    public float step() {
      throw new UnsupportedOperationException("impl=onnx infers, and does not train");
    }

    @Override
    public void infer() {
      try (OrtSession.Result _ = session.run(inputs, Set.of(), outputs)) {
        return;
      } catch (OrtException e) {
        throw new IllegalStateException("impl=onnx", e);
      }
    }

    @Override
    public float[] outputs() {
      float[] values = new float[out.capacity()];
      out.get(0, values);
      return values;
    }
  }
}
