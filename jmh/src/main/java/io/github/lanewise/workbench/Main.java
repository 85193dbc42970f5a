package io.github.lanewise.workbench;

import java.io.IOException;

/** Starts the workbench if the first argument is one of its commands, and JMH if not. */
public final class Main {

  private Main() {}

  /** Ends with the exit code of the command, as {@link ExitCode} lists them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0 || !Workbench.answers(arguments[0])) {
      org.openjdk.jmh.Main.main(arguments);
    } else if (ModuleLayer.boot().findModule(ChildJvm.VECTOR_MODULE).isEmpty()) {
      System.exit(ChildJvm.inMyPlace(Main.class, arguments));
    } else {
      System.exit(Workbench.commandLine().execute(arguments));
    }
  }
}
