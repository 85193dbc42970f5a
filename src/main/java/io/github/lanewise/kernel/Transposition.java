package io.github.lanewise.kernel;

/** Which operand of C = op(A)·op(B) is read transposed; every operand is row-major. */
public enum Transposition {
  /** C = A·B, A is m×k, B is k×n. */
  NN,
  /** C = Aᵀ·B, A is k×m, B is k×n. */
  TN,
  /** C = A·Bᵀ, A is m×k, B is n×k. */
  NT
}
