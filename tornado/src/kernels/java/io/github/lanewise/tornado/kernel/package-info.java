/**
 * What runs on a device, one method a kernel, each called once for every work item.
 *
 * <p>A kernel is static, takes arrays and numbers, and of TornadoVM knows {@code KernelContext}
 * alone: where the work item stands, memory that its group shares, and a barrier. The default build
 * compiles and tests these sources without TornadoVM, with a class of that name in the tests.
 *
 * <p>TornadoVM 5.2 sets limits: no {@code Math} method, no bits of a float, and shared memory only
 * in the kernel's own body, as a method that gets it as an argument addresses it wrongly. It makes
 * one {@code fma} of a·b + c, which Java does not; so the bits of the two differ.
 */
package io.github.lanewise.tornado.kernel;
