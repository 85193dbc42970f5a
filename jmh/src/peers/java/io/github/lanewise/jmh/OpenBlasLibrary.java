package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    NativeCall.setEnvironment("OPENBLAS_CORETYPE", AVX512_CORE);
  }

  static void load() {
    Loader.load(openblas_nolapack.class);
  }

  static void setThreads(int threads) {
    NativeCall.invoke(
        NativeCall.of("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)), threads);
  }

  /**
   * Sets the threads of every OpenBLAS in this process, and reads them back. For PyTorch, JavaCPP
   * loads two, with LAPACK and without. A symbol looked up by its name alone is found in the one,
   * and PyTorch's products run in the other, {@code libopenblas_nolapack}.
   */
  static void setThreadsOfAll(int threads) {
    List<Path> libraries = loaded();
    if (libraries.isEmpty()) {
      throw new IllegalStateException("no OpenBLAS is loaded");
    }
    for (Path library : libraries) {
      NativeCall.invoke(
          NativeCall.of(library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)),
          threads);
      Object count =
          NativeCall.invoke(
              NativeCall.of(library, "openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT)));
      if ((int) count != threads) {
        throw new IllegalStateException(
            "%s has %s threads, not %d".formatted(library.getFileName(), count, threads));
      }
    }
  }

  /** The files of the libraries, as Linux says. */
  private static List<Path> loaded() {
    try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.map(line -> line.split("\\s+", 6))
          .filter(fields -> fields.length == 6)
          .map(fields -> Path.of(fields[5]))
          .filter(file -> file.getFileName() != null)
          .filter(file -> file.getFileName().toString().startsWith("libopenblas"))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
