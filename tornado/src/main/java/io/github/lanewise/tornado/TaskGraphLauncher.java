package io.github.lanewise.tornado;

import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.HostBuffers;
import io.github.lanewise.tornado.kernel.CostKernels;
import io.github.lanewise.tornado.kernel.CostLayout;
import io.github.lanewise.tornado.kernel.ElementKernels;
import io.github.lanewise.tornado.kernel.Launcher;
import io.github.lanewise.tornado.kernel.ProductLayout;
import io.github.lanewise.tornado.kernel.TiledProduct;
import io.github.lanewise.tornado.kernel.Translation;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/**
 * Puts the kernels of a program into a task graph, each with the grid that covers its work.
 *
 * <p>Inputs go up at every execution, resident buffers at the first; what is resident comes down
 * when asked for.
 */
final class TaskGraphLauncher implements Launcher {

  private static final String GRAPH = "lanewise";
  private static final String GRAPH_SIZE = "tornado.tvm.maxbytecodesize";

  /** TornadoVM 5.2 describes tasks in 8192 bytes: 15 for each, and 5 for each of its arguments. */
  private static final int MOST_TASKS = 8192 / (15 + 5 * 12);

  /** As many ints as a layout takes at most. */
  private static final int LARGEST_LAYOUT = Math.max(ProductLayout.SIZE, CostLayout.SIZE);

  private final HostBuffers host;
  private final WorkGroupSize workGroupSize;
  private final TaskGraph graph = new TaskGraph(GRAPH);
  private final GridScheduler grids = new GridScheduler();
  private final KernelContext context = new KernelContext();
  private final int[] layouts;
  private int layoutsEnd;
  private int tasks;

  TaskGraphLauncher(HostBuffers host, WorkGroupSize workGroupSize) {
    this.host = host;
    this.workGroupSize = workGroupSize;
    this.layouts = new int[LARGEST_LAYOUT * host.program().steps().size()];
    graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, layouts);
    graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays(DeviceBuffer.Role.INPUT));
    graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, arrays(DeviceBuffer.Role.RESIDENT));
    Translation.of(host.program(), this);
    graph.transferToHost(DataTransferMode.UNDER_DEMAND, arrays(DeviceBuffer.Role.RESIDENT));
    checkGraphSize();
  }

  /**
   * TornadoVM translates a graph into codes of its own, for which it has a buffer of fixed size,
   * and does not say so when that is full. A task takes 33 bytes, 5 for each of at most 12
   * arguments, and 10 for what waits for each of at most 6 arrays; an array itself less than 50.
   */
  private void checkGraphSize() {
    int needed = 160 * tasks + 50 * (host.program().buffers().size() + 1) + 100;
    int limit = Integer.getInteger(GRAPH_SIZE, 4096);
    if (needed > limit) {
      throw new DeviceException(
          "the program has too many steps for TornadoVM's task graph: start java with -D%s=%d"
              .formatted(GRAPH_SIZE, needed));
    }
  }

  TaskGraph graph() {
    return graph;
  }

  GridScheduler grids() {
    return grids;
  }

  private Object[] arrays(DeviceBuffer.Role role) {
    return host.program().buffers().stream()
        .filter(buffer -> buffer.role() == role)
        .map(buffer -> (Object) host.array(buffer.index()))
        .toArray();
  }

  @Override
  public void product(
      int[] layout, int a, int b, int extra, int c, int epilogue, int function, float slope) {
    int tile = workGroupSize.tile();
    int at = place(layout);
    graph.task(
        name(square(layout[ProductLayout.N], layout[ProductLayout.M])),
        TiledProduct::run,
        context,
        layouts,
        at,
        host.array(a),
        host.array(b),
        host.array(extra),
        host.array(c),
        tile,
        epilogue,
        function,
        slope);
  }

  @Override
  public void activate(int p, int q, int pStart, int qStart, int n, int function, float slope) {
    graph.task(
        name(line(n)),
        ElementKernels::activate,
        context,
        host.array(p),
        host.array(q),
        pStart,
        qStart,
        n,
        function,
        slope);
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
    int at = place(layout);
    graph.task(
        name(line(layout[CostLayout.BATCH])),
        CostKernels::delta,
        context,
        layouts,
        at,
        host.array(q),
        host.array(y),
        host.array(rows),
        host.array(delta),
        host.array(costs),
        cost,
        function,
        slope);
    WorkerGrid one = new WorkerGrid1D(CostKernels.LANES);
    one.setLocalWork(CostKernels.LANES, 1, 1);
    graph.task(
        name(one),
        CostKernels::mean,
        context,
        layouts,
        at,
        host.array(costs),
        host.array(rows),
        host.array(mean));
  }

  @Override
  public void descend(
      int w, int g, int cost, int wStart, int gStart, int costStart, int n, float rate) {
    graph.task(
        name(line(n)),
        ElementKernels::descend,
        context,
        host.array(w),
        host.array(g),
        host.array(cost),
        wStart,
        gStart,
        costStart,
        n,
        rate);
  }

  /** Copies a layout into the one array of all, and returns where it begins. */
  private int place(int[] layout) {
    int at = layoutsEnd;
    System.arraycopy(layout, 0, layouts, at, layout.length);
    layoutsEnd += layout.length;
    return at;
  }

  /** A name for the next task, which runs on that grid. */
  private String name(WorkerGrid grid) {
    String name = "k" + tasks;
    tasks++;
    if (tasks > MOST_TASKS) {
      throw new DeviceException(
          "the program has more than the %d kernels that TornadoVM's task graph has room for; a training of n layers takes 3·n + 2"
              .formatted(MOST_TASKS));
    }
    grids.addWorkerGrid(GRAPH + "." + name, grid);
    return name;
  }

  private WorkerGrid square(int columns, int rows) {
    int tile = workGroupSize.tile();
    WorkerGrid grid = new WorkerGrid2D(padded(columns, tile), padded(rows, tile));
    grid.setLocalWork(tile, tile, 1);
    return grid;
  }

  private WorkerGrid line(int n) {
    int local = workGroupSize.line();
    WorkerGrid grid = new WorkerGrid1D(padded(n, local));
    grid.setLocalWork(local, 1, 1);
    return grid;
  }

  private static int padded(int n, int local) {
    return Math.ceilDiv(n, local) * local;
  }
}
