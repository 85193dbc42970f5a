package io.github.lanewise.tornado;

import io.github.lanewise.device.DeviceException;
import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/** What TornadoVM throws, in this library's words. The original is the cause. */
final class Failures {

  private Failures() {}

  /**
   * The exception to throw instead. Errors of the JVM itself, such as a full heap, are thrown on as
   * they are.
   *
   * @param situation what was being done
   */
  static DeviceException translate(String situation, Throwable thrown) {
    if (thrown instanceof VirtualMachineError error) {
      throw error;
    }
    if (thrown instanceof DeviceException already) {
      return already;
    }
    return new DeviceException(situation + ": " + explanation(thrown) + reason(thrown), thrown);
  }

  private static String explanation(Throwable thrown) {
    return switch (thrown) {
      case TornadoOutOfMemoryException full -> outOfMemory();
      case TornadoMemoryException full -> outOfMemory();
      // TornadoVM drops the reason where it was an exception of its own.
      case TornadoBailoutRuntimeException bailout ->
          "a kernel does not compile or run (java -Xlog:exceptions=info shows more): ";
      default -> "";
    };
  }

  private static String outOfMemory() {
    return "out of device memory; a smaller batch or -Dtornado.device.memory may help: ";
  }

  /** The innermost message, as the outer ones of a failed start name only classes. */
  private static String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    String kind = innermost.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + plain(message);
  }

  /** Without the colours that TornadoVM puts into messages. */
  private static String plain(String message) {
    return message.replaceAll("\u001B\\[[0-9;]*m", "").strip();
  }
}
