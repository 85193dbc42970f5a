package io.github.lanewise.workbench;

import java.io.IOException;
import java.util.Set;

/** Starts the workbench if the first argument is one of its commands, and JMH if not. */
public final class Main {

  /** These run the library, or JMH, in the JVM itself, which needs flags that no jar can carry. */
  private static final Set<String> WITH_FLAGS = Set.of("train", "bench");

  private Main() {}

  /** Ends with the exit code of the command, as {@link ExitCode} lists them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0 || !Workbench.answers(arguments[0])) {
      org.openjdk.jmh.Main.main(arguments);
    } else if (WITH_FLAGS.contains(arguments[0])
        && ModuleLayer.boot().findModule(ChildJvm.VECTOR_MODULE).isEmpty()) {
      System.exit(ChildJvm.inMyPlace(Main.class, arguments));
    } else {
      System.exit(Workbench.commandLine().execute(arguments));
    }
  }
}
