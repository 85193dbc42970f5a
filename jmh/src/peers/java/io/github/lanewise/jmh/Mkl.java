package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.global.mkl_rt;

/** Intel's MKL, with exactly as many threads as are asked for. */
final class Mkl implements GemmPeer {

  private static final int LONGEST = 198;

  @Override
  public boolean supported() {
    return true;
  }

  @Override
  public GemmArm arm(GemmOperands operands, int threads) {
    Loader.load(mkl_rt.class);
    FunctionDescriptor setter = FunctionDescriptor.ofVoid(JAVA_INT);
    NativeCall.invoke(NativeCall.of("MKL_Set_Dynamic", setter), 0);
    NativeCall.invoke(NativeCall.of("MKL_Set_Num_Threads", setter), threads);
    return new CblasGemm(operands);
  }

  @Override
  public String describe() {
    Loader.load(mkl_rt.class);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(LONGEST + 1);
      NativeCall.invoke(
          NativeCall.of("MKL_Get_Version_String", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT)),
          text,
          LONGEST);
      return text.getString(0).strip();
    }
  }
}
