package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.global.mkl_rt;

/**
 * MKL's vector mathematics (VML) on one thread, at its high accuracy (VML_HA, below 1 ulp a call),
 * subnormal numbers kept, on native memory aligned to 64 bytes.
 *
 * <p>exp, log, tanh and multiply are one call. VML has no σ, softplus, SiLU, GELU and ReLU: they
 * are put together of calls on blocks of {@value #BLOCK} elements, whose intermediate results stay
 * in the first-level cache:
 *
 * <pre>
 * sigmoid           Inv(Exp(0 − x) + 1)
 * softplus          Fmax(x, 0) + Log1p(Exp(0 − Abs(x)))
 * silu              x / (Exp(0 − x) + 1)
 * gelu              x · CdfNorm(x)
 * relu              Fmax(x, 0)
 * sigmoidBackward   (1 − y) · y · x
 * </pre>
 */
final class MklElementwise implements NativeElementwise {

  private static final int BLOCK = 1024;
  private static final int ALIGNMENT = 64;

  /** VML_HA, VML_FTZDAZ_OFF and VML_ERRMODE_IGNORE. */
  private static final int MODE = 0x2 | 0x140000 | 0x100;

  static {
    Loader.load(mkl_rt.class);
  }

  private static final MethodHandle EXP = unary("vsExp");
  private static final MethodHandle LN = unary("vsLn");
  private static final MethodHandle TANH = unary("vsTanh");
  private static final MethodHandle LOG1P = unary("vsLog1p");
  private static final MethodHandle CDF_NORM = unary("vsCdfNorm");
  private static final MethodHandle INV = unary("vsInv");
  private static final MethodHandle ABS = unary("vsAbs");
  private static final MethodHandle ADD = binary("vsAdd");
  private static final MethodHandle SUB = binary("vsSub");
  private static final MethodHandle MUL = binary("vsMul");
  private static final MethodHandle DIV = binary("vsDiv");
  private static final MethodHandle FMAX = binary("vsFmax");
  private static final MethodHandle SAXPY =
      NativeCall.of(
          "cblas_saxpy",
          FunctionDescriptor.ofVoid(JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.critical(false));

  private interface Call {
    void run() throws Throwable;
  }

  /** What is done to a block. */
  private interface BlockCall {
    void run(int n, MemorySegment x, MemorySegment y, MemorySegment out) throws Throwable;
  }

  private final float[] target;
  private final int size;
  private final MemorySegment x;
  private final MemorySegment y;
  private final MemorySegment out;
  private final MemorySegment zeros = allocate(BLOCK);
  private final MemorySegment ones = allocate(BLOCK);
  private final MemorySegment s = allocate(BLOCK);
  private final MemorySegment t = allocate(BLOCK);
  private final Call call;

  MklElementwise(String op, ElementwiseOperands o) {
    NativeCall.invoke(NativeCall.of("MKL_Set_Num_Threads", FunctionDescriptor.ofVoid(JAVA_INT)), 1);
    NativeCall.invoke(NativeCall.of("vmlSetMode", FunctionDescriptor.of(JAVA_INT, JAVA_INT)), MODE);
    size = o.x.length;
    target = o.out;
    x = copy(o.x);
    y = copy(o.y);
    out = copy(o.out);
    ones.copyFrom(MemorySegment.ofArray(filled()));
    call =
        switch (op) {
          case "exp" ->
              () -> {
                EXP.invokeExact(size, x, out);
              };
          case "log" ->
              () -> {
                LN.invokeExact(size, x, out);
              };
          case "tanh" ->
              () -> {
                TANH.invokeExact(size, x, out);
              };
          case "multiply" ->
              () -> {
                MUL.invokeExact(size, x, y, out);
              };
          case "axpy" ->
              () -> {
                SAXPY.invokeExact(size, ElementwiseOperands.ALPHA, x, 1, out, 1);
              };
          case "sigmoid" -> () -> blocks(this::sigmoid);
          case "softplus" -> () -> blocks(this::softplus);
          case "silu" -> () -> blocks(this::silu);
          case "gelu" -> () -> blocks(this::gelu);
          case "relu" -> () -> blocks(this::relu);
          case "sigmoidBackward" -> () -> blocks(this::sigmoidBackward);
          default -> throw ElementwiseOperands.unknown(op);
        };
  }

  @Override
  public void run() {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("VML has thrown", e);
    }
  }

  @Override
  public void store() {
    MemorySegment.ofArray(target).copyFrom(out);
  }

  private void blocks(BlockCall block) throws Throwable {
    for (int i = 0; i < size; i += BLOCK) {
      long at = (long) Float.BYTES * i;
      block.run(Math.min(BLOCK, size - i), x.asSlice(at), y.asSlice(at), out.asSlice(at));
    }
  }

  /** t = 1 + e⁻ˣ. */
  private void onePlusExp(int n, MemorySegment x) throws Throwable {
    SUB.invokeExact(n, zeros, x, t);
    EXP.invokeExact(n, t, t);
    ADD.invokeExact(n, t, ones, t);
  }

  private void sigmoid(int n, MemorySegment x, MemorySegment y, MemorySegment out)
      throws Throwable {
    onePlusExp(n, x);
    INV.invokeExact(n, t, out);
  }

  private void silu(int n, MemorySegment x, MemorySegment y, MemorySegment out) throws Throwable {
    onePlusExp(n, x);
    DIV.invokeExact(n, x, t, out);
  }

  private void softplus(int n, MemorySegment x, MemorySegment y, MemorySegment out)
      throws Throwable {
    ABS.invokeExact(n, x, t);
    SUB.invokeExact(n, zeros, t, t);
    EXP.invokeExact(n, t, t);
    LOG1P.invokeExact(n, t, t);
    FMAX.invokeExact(n, x, zeros, s);
    ADD.invokeExact(n, s, t, out);
  }

  private void gelu(int n, MemorySegment x, MemorySegment y, MemorySegment out) throws Throwable {
    CDF_NORM.invokeExact(n, x, t);
    MUL.invokeExact(n, x, t, out);
  }

  private void relu(int n, MemorySegment x, MemorySegment y, MemorySegment out) throws Throwable {
    FMAX.invokeExact(n, x, zeros, out);
  }

  private void sigmoidBackward(int n, MemorySegment x, MemorySegment y, MemorySegment out)
      throws Throwable {
    SUB.invokeExact(n, ones, y, t);
    MUL.invokeExact(n, t, y, t);
    MUL.invokeExact(n, t, x, out);
  }

  private static float[] filled() {
    float[] values = new float[BLOCK];
    Arrays.fill(values, 1);
    return values;
  }

  private static MemorySegment copy(float[] values) {
    return allocate(values.length).copyFrom(MemorySegment.ofArray(values));
  }

  private static MemorySegment allocate(int length) {
    return Arena.global().allocate((long) Float.BYTES * length, ALIGNMENT);
  }

  private static MethodHandle unary(String name) {
    return NativeCall.of(
        name, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Linker.Option.critical(false));
  }

  private static MethodHandle binary(String name) {
    return NativeCall.of(
        name,
        FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
        Linker.Option.critical(false));
  }
}
