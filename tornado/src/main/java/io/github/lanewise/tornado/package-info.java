/** Devices that TornadoVM drives, GPUs above all, as devices of this library. */
package io.github.lanewise.tornado;
