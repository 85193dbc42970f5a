package io.github.lanewise.tornado;

import io.github.lanewise.Matrix;
import io.github.lanewise.device.DeviceBuffer;
import io.github.lanewise.device.DeviceException;
import io.github.lanewise.device.Executable;
import io.github.lanewise.device.HostBuffers;
import io.github.lanewise.device.Program;
import java.util.function.UnaryOperator;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;

/**
 * A program as one task graph in one execution plan, both kept from run to run: TornadoVM compiles
 * its kernels once and leaves resident buffers where they are.
 */
final class TaskGraphExecutable implements Executable {

  private final HostBuffers host;
  private final TornadoExecutionPlan plan;
  private TornadoExecutionResult result;
  private boolean failed;
  private boolean closed;

  TaskGraphExecutable(
      Program program,
      WorkGroupSize workGroupSize,
      UnaryOperator<TornadoExecutionPlan> configuration) {
    this.host = new HostBuffers(program);
    try {
      TaskGraphLauncher launcher = new TaskGraphLauncher(host, workGroupSize);
      this.plan =
          configuration
              .apply(new TornadoExecutionPlan(launcher.graph().snapshot()))
              .withGridScheduler(launcher.grids());
    } catch (Throwable thrown) {
      throw Failures.translate("the program cannot be made ready", thrown);
    }
  }

  @Override
  public Program program() {
    return host.program();
  }

  @Override
  public void upload(DeviceBuffer buffer, Matrix values) {
    host.upload(buffer, values);
  }

  @Override
  public void run() {
    checkUsable();
    host.runs();
    try {
      result = plan.execute();
    } catch (Throwable thrown) {
      failed = true;
      throw Failures.translate("the program failed on the device", thrown);
    }
  }

  @Override
  public void download(DeviceBuffer buffer, Matrix values) {
    host.checkDownload(buffer, values);
    checkUsable();
    try {
      result.transferToHost(host.array(buffer.index()));
    } catch (Throwable thrown) {
      failed = true;
      throw Failures.translate("buffer " + buffer.name() + " cannot be downloaded", thrown);
    }
    host.download(buffer, values);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      plan.close();
    } catch (Throwable thrown) {
      throw Failures.translate("the memory of the device cannot be freed", thrown);
    }
  }

  private void checkUsable() {
    if (failed || closed) {
      throw new DeviceException("the program was closed or has failed before; compile it anew");
    }
  }
}
