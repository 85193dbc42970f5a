/**
 * Feed-forward networks: activations, costs, layers, backpropagation, gradient descent, gradient
 * check.
 */
package io.github.lanewise.nn;
