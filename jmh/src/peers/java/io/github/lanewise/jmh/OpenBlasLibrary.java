package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.AddressLayout;
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

  private OpenBlasLibrary() {}

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
