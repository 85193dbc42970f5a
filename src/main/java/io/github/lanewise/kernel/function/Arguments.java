package io.github.lanewise.kernel.function;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * The arguments of the loops of one kind: some floats, the parameters; n; and some arrays, each
 * with the offset of its run.
 */
public enum Arguments {

  /** Those of {@link Loop#elements}; arrays x, y, out, of which the last gets the result. */
  FUNCTION(Loop.class, 1, 3, 2),

  /**
   * Those of {@link UpdateLoop#elements}; arrays w, g, first, second, of which all but g get a
   * result.
   */
  UPDATE(UpdateLoop.class, 5, 4, 0, 2, 3);

  private final Class<?> loop;
  private final int parameters;
  private final int arrays;
  private final int[] outputs;

  Arguments(Class<?> loop, int parameters, int arrays, int... outputs) {
    this.loop = loop;
    this.parameters = parameters;
    this.arrays = arrays;
    this.outputs = outputs;
  }

  /** The class whose method {@code elements} has them. */
  Class<?> loop() {
    return loop;
  }

  /** The type of {@code elements}. */
  public MethodTypeDesc type() {
    ClassDesc[] types = new ClassDesc[n() + 2 * arrays];
    Arrays.fill(types, ConstantDescs.CD_int);
    Arrays.fill(types, 0, parameters, ConstantDescs.CD_float);
    for (int a = 0; a < arrays; a++) {
      types[array(a) - 1] = ConstantDescs.CD_float.arrayType();
    }
    return MethodTypeDesc.of(ConstantDescs.CD_void, types);
  }

  /** How many parameters there are. */
  public int parameters() {
    return parameters;
  }

  /** How many arrays there are. */
  public int arrays() {
    return arrays;
  }

  /** The local variable of a parameter; that of {@code this} is 0. */
  public int parameter(int number) {
    return 1 + number;
  }

  /** The local variable of n. */
  public int n() {
    return 1 + parameters;
  }

  /** The local variable of an array. */
  public int array(int number) {
    return n() + 1 + 2 * number;
  }

  /** The local variable of the offset of an array. */
  public int offset(int number) {
    return array(number) + 1;
  }

  /** The number of the array to which a result goes. */
  public int output(int result) {
    return outputs[result];
  }
}
