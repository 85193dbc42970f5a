package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's C++ library, of which Maven's build multiplies with OpenBLAS. OpenMP's threads and
 * OpenBLAS's are counted apart, so both are set.
 */
final class PyTorch implements StepPeer {

  private static final FunctionDescriptor COUNT = FunctionDescriptor.of(JAVA_INT);

  @Override
  public boolean supported() {
    return true;
  }

  @Override
  public StepArm arm(StepProblem problem, float learningRate, int threads) {
    load();
    torch.set_num_threads(threads);
    OpenBlasLibrary.setThreads(threads);
    int blas = (int) NativeCall.invoke(NativeCall.of("openblas_get_num_threads", COUNT));
    if (torch.get_num_threads() != threads || blas != threads) {
      throw new IllegalStateException(
          "impl=pytorch has %d threads, and its BLAS %d, not %d"
              .formatted(torch.get_num_threads(), blas, threads));
    }
    return new PyTorchStep(problem, learningRate);
  }

  @Override
  public String describe() {
    load();
    return "PyTorch, CPU capability %s, %s, kernels for %s"
        .formatted(
            torch.get_cpu_capability().getString(),
            OpenBlasLibrary.config(),
            OpenBlasLibrary.core());
  }

  private static void load() {
    OpenBlasLibrary.preferAvx512();
    Loader.load(torch.class);
  }
}
