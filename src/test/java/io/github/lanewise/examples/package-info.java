/**
 * Small programs to copy from: {@link io.github.lanewise.examples.Xor} first, then {@link
 * io.github.lanewise.examples.MatrixProducts}, and {@link io.github.lanewise.examples.Digits} for
 * the whole path from files to a trained network.
 */
package io.github.lanewise.examples;
