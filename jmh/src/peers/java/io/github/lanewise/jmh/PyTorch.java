package io.github.lanewise.jmh;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's C++ library, of which Maven's build multiplies with OpenBLAS. OpenMP's threads and
 * OpenBLAS's are two pools: both are set, and OpenMP's are told to sleep when they have nothing to
 * do, as they otherwise keep the cores from OpenBLAS's: with two threads on two cores an inference
 * of 784-512-256-10, batch 128, then runs at 9 instead of 175 GFLOP/s.
 */
final class PyTorch implements StepPeer {

  @Override
  public boolean supported() {
    return true;
  }

  @Override
  public StepArm arm(StepProblem problem, float learningRate, int threads) {
    load();
    torch.set_num_threads(threads);
    if (torch.get_num_interop_threads() != threads) {
      // Can be set once in a process.
      torch.set_num_interop_threads(threads);
    }
    if (torch.get_num_threads() != threads || torch.get_num_interop_threads() != threads) {
      throw new IllegalStateException(
          "impl=pytorch has %d threads and %d between operations, not %d"
              .formatted(torch.get_num_threads(), torch.get_num_interop_threads(), threads));
    }
    OpenBlasLibrary.setThreadsOfAll(threads);
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
    NativeCall.setEnvironment("OMP_WAIT_POLICY", "PASSIVE");
    Loader.load(torch.class);
  }
}
