package io.github.lanewise.device;

import java.util.List;

/**
 * Brings devices of one kind. Found by {@link java.util.ServiceLoader}, asked by {@link Devices}.
 *
 * <p>Loading the class and making an instance must succeed whatever is installed; what is missing
 * is said by {@link #devices}. Thread-safe.
 */
public interface DeviceProvider {

  /** A short name in lower case without a colon, which stands before the index of each device. */
  String name();

  /**
   * The devices there are; the order does not change while the JVM runs.
   *
   * @throws DeviceException if they cannot be asked for, software being absent say; the message
   *     says what to install or how to start java
   */
  List<DeviceDescription> devices();

  /**
   * Opens one of {@link #devices}.
   *
   * @throws DeviceException if it does not work, or computes wrongly
   * @throws IndexOutOfBoundsException if there is no such index
   */
  Device open(int index);
}
