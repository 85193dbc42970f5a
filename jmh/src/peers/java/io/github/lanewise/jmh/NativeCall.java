package io.github.lanewise.jmh;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions of the libraries that this JVM has loaded, and of the C library. */
final class NativeCall {

  private NativeCall() {}

  @SuppressWarnings("restricted")
  static MethodHandle of(String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        SymbolLookup.loaderLookup().or(linker.defaultLookup()).findOrThrow(name);
    return linker.downcallHandle(address, type, options);
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
}
