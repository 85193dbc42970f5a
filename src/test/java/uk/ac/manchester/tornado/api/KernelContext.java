package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for TornadoVM's class of this name, so that the kernels compile and run without it: it
 * has the members that they use, which {@link io.github.lanewise.tornado.kernel.WorkGroups} fills.
 */
public final class KernelContext {

  public final int globalIdx;
  public final int globalIdy;
  public final int localIdx;
  public final int localIdy;

  private final List<float[]> shared;
  private final Runnable barrier;
  private int allocations;

  /**
   * A work item.
   *
   * @param shared what its group has allocated so far
   * @param barrier returns when every work item of the group has called it
   */
  public KernelContext(
      int globalIdx,
      int globalIdy,
      int localIdx,
      int localIdy,
      List<float[]> shared,
      Runnable barrier) {
    this.globalIdx = globalIdx;
    this.globalIdy = globalIdy;
    this.localIdx = localIdx;
    this.localIdy = localIdy;
    this.shared = shared;
    this.barrier = barrier;
  }

  /** The array that every work item of the group gets from its n-th call. */
  public float[] allocateFloatLocalArray(int size) {
    while (shared.size() <= allocations) {
      float[] array = new float[size];
      java.util.Arrays.fill(array, Float.NaN);
      shared.add(array);
    }
    float[] array = shared.get(allocations);
    allocations++;
    if (array.length != size) {
      throw new AssertionError("work items allocate %d and %d".formatted(array.length, size));
    }
    return array;
  }

  public void localBarrier() {
    barrier.run();
  }

  /** A new list for each group. */
  public static List<float[]> sharedMemory() {
    return new ArrayList<>();
  }
}
