package io.github.lanewise.device;

/** What a device is, as its driver says. */
public enum DeviceType {
  GPU,
  CPU,
  ACCELERATOR,
  OTHER
}
