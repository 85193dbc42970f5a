/**
 * Devices other than this JVM's processor, a GPU say, and what runs on them: products, layers,
 * whole training steps, with weights, activations and gradients resident there.
 *
 * <p>Nothing here is used unless it is asked for by name. The library has one device of its own,
 * the reference, which computes with its CPU engines; others come from a {@link
 * io.github.lanewise.device.DeviceProvider} on the class path. A device gives numbers within
 * bounds, not the same bits: {@link io.github.lanewise.device.DeviceCheck} says which.
 */
package io.github.lanewise.device;
