package io.github.lanewise.device;

/**
 * A device cannot be had, or failed: software missing, no such device, not enough memory, a kernel
 * that does not compile, wrong results. The message says which, and what to do. The CPU engines are
 * not affected.
 */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
