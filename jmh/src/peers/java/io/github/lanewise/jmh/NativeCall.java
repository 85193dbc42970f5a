package io.github.lanewise.jmh;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Functions of the libraries that this JVM has loaded, and of the C library. */
final class NativeCall {

  private NativeCall() {}

  /** Found by the name alone: where several libraries define it, in any of them. */
  static MethodHandle of(String name, FunctionDescriptor type, Linker.Option... options) {
    return of(
        SymbolLookup.loaderLookup().or(Linker.nativeLinker().defaultLookup()), name, type, options);
  }

  /** Of a library that this process has loaded, by its file. */
  @SuppressWarnings("restricted")
  static MethodHandle of(Path library, String name, FunctionDescriptor type) {
    return of(SymbolLookup.libraryLookup(library, Arena.global()), name, type);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle of(
      SymbolLookup lookup, String name, FunctionDescriptor type, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), type, options);
  }

  /** Calls once; for a call that is timed, a constant method handle is faster. */
  static Object invoke(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native function has thrown", e);
    }
  }

  /** Sets a variable for native code; what it has read already stays. */
  static void setEnvironment(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      invoke(
          of("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT)),
          arena.allocateFrom(name),
          arena.allocateFrom(value),
          1);
    }
  }
}
