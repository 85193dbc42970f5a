package io.github.lanewise.tornado.kernel;

/**
 * Where kernels go when a program is translated: into a task graph, or, in tests, straight to work.
 * Operands are named by their index in the program's buffers.
 */
public interface Launcher {

  /** {@link TiledProduct#run} on a grid over m × n. */
  void product(
      int[] layout, int a, int b, int extra, int c, int epilogue, int function, float slope);

  /** {@link ElementKernels#activate}. */
  void activate(int p, int q, int pStart, int qStart, int n, int function, float slope);

  /** {@link CostKernels#delta} and {@link CostKernels#mean}. */
  void cost(
      int[] layout,
      int q,
      int y,
      int rows,
      int delta,
      int costs,
      int mean,
      int cost,
      int function,
      float slope);

  /** {@link ElementKernels#descend}. */
  void descend(int w, int g, int cost, int wStart, int gStart, int costStart, int n, float rate);
}
