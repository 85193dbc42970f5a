package consumer;

import io.github.lanewise.Gemm;
import io.github.lanewise.Lanewise;
import io.github.lanewise.Matrix;

/** Says which engine it got and multiplies two matrices. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.out.println(Lanewise.describe());
    Matrix a = Matrix.of(new float[] {1, 2}, new float[] {3, 4});
    Matrix c = Matrix.zeros(2, 2);
    Gemm.nn(a, a, c);
    System.out.println(c.get(0, 0) + " " + c.get(0, 1) + " " + c.get(1, 0) + " " + c.get(1, 1));
  }
}
