package io.github.lanewise.workbench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * A class of this jar in a JVM of its own, which decides anew what a JVM decides once: engine,
 * width, profile, compiled code. It gets the flags that this JVM was started with, and ends no
 * later than this JVM.
 */
final class ChildJvm {

  static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static final List<String> VECTOR_FLAGS =
      List.of(
          "--add-modules",
          VECTOR_MODULE,
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroy)));
  }

  private ChildJvm() {}

  /** What a child has written, and how it ended. */
  record Result(int exitCode, String output, String errors) {

    /** The output; {@link IllegalStateException} with the last line of the errors if it failed. */
    String orThrow(String what) {
      if (exitCode != 0) {
        String last = errors.isBlank() ? "exit code " + exitCode : errors.strip();
        throw new IllegalStateException(
            what + " failed: " + last.substring(last.lastIndexOf('\n') + 1));
      }
      return output;
    }
  }

  /** Runs the main method with the vector module and further flags. */
  static Result run(List<String> flags, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(VECTOR_FLAGS);
    all.addAll(flags);
    return runWithout(all, main, arguments);
  }

  /** The same without the vector module. */
  static Result runWithout(List<String> flags, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(flags, main, arguments)).start();
    RUNNING.add(process);
    try {
      process.getOutputStream().close();
      FutureTask<String> errors =
          new FutureTask<>(
              () -> new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      Thread.startVirtualThread(errors);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output, errors.get());
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      process.destroy();
      RUNNING.remove(process);
    }
  }

  /** Runs it with this JVM's terminal and returns its exit code. */
  static int inMyPlace(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(VECTOR_FLAGS, main, arguments)).inheritIO().start();
    RUNNING.add(process);
    int exitCode = process.waitFor();
    RUNNING.remove(process);
    return exitCode;
  }

  private static List<String> command(List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(mine());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The flags of this JVM, but for the modules, on which each caller decides. */
  private static List<String> mine() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("--"))
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .toList();
  }
}
