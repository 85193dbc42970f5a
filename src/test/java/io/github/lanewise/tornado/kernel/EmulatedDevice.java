package io.github.lanewise.tornado.kernel;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.Device;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceDescription;
import io.github.lanewise.device.DeviceType;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.HostBuffers;
import io.github.lanewise.device.Program;

/** A device whose kernels run index by index in this JVM. */
final class EmulatedDevice implements Device {

  private final WorkGroups groups;
  private final int tile;

  EmulatedDevice(WorkGroups.Order order, int tile) {
    this.groups = new WorkGroups(order);
    this.tile = tile;
  }

  @Override
  public DeviceDescription description() {
    return new DeviceDescription(
        "emulated",
        0,
        "work items in turn",
        DeviceType.OTHER,
        "Java",
        1 << 30,
        1 << 30,
        256,
        false);
  }

  @Override
  public Executable compile(Program program) {
    return new Emulation(program);
  }

  @Override
  public void close() {}

  private final class Emulation implements Executable, Launcher {

    private final HostBuffers memory;

    Emulation(Program program) {
      this.memory = new HostBuffers(program);
    }

    @Override
    public Program program() {
      return memory.program();
    }

    @Override
    public void upload(DeviceBuffer buffer, Matrix values) {
      memory.upload(buffer, values);
    }

    @Override
    public void run() {
      memory.runs();
      Translation.of(program(), this);
    }

    @Override
    public void download(DeviceBuffer buffer, Matrix values) {
      memory.download(buffer, values);
    }

    @Override
    public void close() {}

    @Override
    public void product(
        int[] layout, int a, int b, int extra, int c, int epilogue, int function, float slope) {
      groups.run(
          padded(layout[ProductLayout.N], tile),
          padded(layout[ProductLayout.M], tile),
          tile,
          tile,
          context ->
              TiledProduct.run(
                  context,
                  layout,
                  0,
                  memory.array(a),
                  memory.array(b),
                  memory.array(extra),
                  memory.array(c),
                  tile,
                  epilogue,
                  function,
                  slope));
    }

    @Override
    public void activate(int p, int q, int pStart, int qStart, int n, int function, float slope) {
      groups.run(
          padded(n, 64),
          64,
          context ->
              ElementKernels.activate(
                  context, memory.array(p), memory.array(q), pStart, qStart, n, function, slope));
    }

    @Override
    public void cost(
        int[] layout,
        int q,
        int y,
        int rows,
        int delta,
        int costs,
        int mean,
        int cost,
        int function,
        float slope) {
      groups.run(
          padded(layout[CostLayout.BATCH], 64),
          64,
          context ->
              CostKernels.delta(
                  context,
                  layout,
                  0,
                  memory.array(q),
                  memory.array(y),
                  memory.array(rows),
                  memory.array(delta),
                  memory.array(costs),
                  cost,
                  function,
                  slope));
      groups.run(
          CostKernels.LANES,
          CostKernels.LANES,
          context ->
              CostKernels.mean(
                  context, layout, 0, memory.array(costs), memory.array(rows), memory.array(mean)));
    }

    @Override
    public void descend(
        int w, int g, int cost, int wStart, int gStart, int costStart, int n, float rate) {
      groups.run(
          padded(n, 64),
          64,
          context ->
              ElementKernels.descend(
                  context,
                  memory.array(w),
                  memory.array(g),
                  memory.array(cost),
                  wStart,
                  gStart,
                  costStart,
                  n,
                  rate));
    }

    private static int padded(int n, int local) {
      return Math.ceilDiv(n, local) * local;
    }
  }
}
