package io.github.lanewise.device;

import io.github.lanewise.nn.Cost;
import io.github.lanewise.nn.Network;

/**
 * A device ready for use; got from {@link Devices#open}. Its executables may be used from different
 * threads, each from one at a time.
 */
public interface Device extends AutoCloseable {

  DeviceDescription description();

  /**
   * Makes a program ready to run, which takes its memory on the device.
   *
   * @throws DeviceException if there is not enough memory, or a kernel does not compile
   */
  Executable compile(Program program);

  /**
   * A training of the network by gradient descent on this device; see {@link DeviceTraining}.
   *
   * @param learningRate η, finite and above 0
   * @param batchSize the most samples of one step
   * @throws IllegalArgumentException if an activation or the cost is none that the library names
   */
  default DeviceTraining training(Network net, Cost cost, float learningRate, int batchSize) {
    return new DeviceTraining(this, net, cost, learningRate, batchSize);
  }

  /**
   * The network as it is now, for predictions on this device.
   *
   * @param batchSize how many rows are computed at a time
   */
  default DevicePredictor predictor(Network net, int batchSize) {
    return new DevicePredictor(this, net, batchSize);
  }

  /** Gives the device back. Its executables must have been closed. */
  @Override
  void close();
}
