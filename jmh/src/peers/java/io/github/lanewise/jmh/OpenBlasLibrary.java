package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS as Maven delivers it, which chooses its kernels as it is loaded. */
final class OpenBlasLibrary {

  @SuppressWarnings("restricted")
  private static final AddressLayout STRING =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

  /** What OpenBLAS calls the first CPU with AVX-512. */
  static final String AVX512_CORE = "SkylakeX";

  private OpenBlasLibrary() {}

  static boolean avx512() {
    return Machine.flags().contains("avx512f");
  }

  /**
   * Has OpenBLAS, once loaded, use AVX-512 kernels if this CPU can run them: of a CPU that it does
   * not know it takes the AVX2 ones. The environment variable {@code OPENBLAS_CORETYPE} overrules
   * that.
   */
  static void preferAvx512() {
    if (!avx512()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      NativeCall.invoke(
          NativeCall.of("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)),
          arena.allocateFrom("OPENBLAS_CORETYPE"),
          arena.allocateFrom(AVX512_CORE),
          1);
    }
  }

  static void load() {
    Loader.load(openblas_nolapack.class);
  }

  static void setThreads(int threads) {
    NativeCall.invoke(
        NativeCall.of("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)), threads);
  }

  /** The CPU that the chosen kernels are made for. */
  static String core() {
    return text("openblas_get_corename");
  }

  /** The version and the options of the build. */
  static String config() {
    return text("openblas_get_config");
  }

  private static String text(String function) {
    Object text = NativeCall.invoke(NativeCall.of(function, FunctionDescriptor.of(STRING)));
    return ((MemorySegment) text).getString(0).strip();
  }
}
