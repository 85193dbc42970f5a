/** Matrices, matrix products and elementwise maths, with the same bits on every machine. */
package io.github.lanewise;
