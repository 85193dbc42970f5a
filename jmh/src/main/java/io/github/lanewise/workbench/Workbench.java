package io.github.lanewise.workbench;

import io.github.lanewise.device.DeviceException;
import io.github.lanewise.examples.Digits;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "java -jar benchmarks.jar",
    subcommands = {
      InfoCommand.class,
      CheckCommand.class,
      TuneCommand.class,
      BenchCommand.class,
      ReportCommand.class
    },
    description =
        "The workbench of Lanewise. Any other first argument is for JMH, whose own help is -h."
            + " Nothing is sent anywhere.",
    footer = {
      "  java -jar jmh/target/benchmarks.jar info",
      "  java -jar jmh/target/benchmarks.jar bench --help"
    })
final class Workbench implements Runnable {

  private static final Set<String> HELP = Set.of("--help", "--version", "-V");

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Workbench());
    line.addSubcommand("train", train(line.getCommandSpec().usageMessage()));
    line.setExecutionExceptionHandler(Workbench::explain);
    return line;
  }

  /** The quickstart's program, with the workbench's exit codes. */
  private static CommandLine train(UsageMessageSpec usage) {
    CommandLine train = Digits.commandLine().setCommandName("train");
    train
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading(usage.exitCodeListHeading())
        .exitCodeList(usage.exitCodeList());
    return train;
  }

  /** Whether an argument that comes first is for the workbench. */
  static boolean answers(String argument) {
    return HELP.contains(argument) || commandLine().getSubcommands().containsKey(argument);
  }

  /** A line for what a user can put right; anything else is a fault of the program, and thrown. */
  private static int explain(Exception exception, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    String command = line.getCommandName();
    switch (exception) {
      case IOException files -> {
        line.getErr().println(command + ": " + sentence(files));
        return ExitCode.FILES;
      }
      case IllegalArgumentException wrong -> {
        line.getErr().println(command + ": " + wrong.getMessage());
        return ExitCode.USAGE;
      }
      case IllegalStateException refused -> {
        line.getErr().println(command + ": " + refused.getMessage());
        return ExitCode.FAILED;
      }
      case DeviceException device -> {
        line.getErr().println(command + ": " + line(device));
        return ExitCode.FAILED;
      }
      case ArithmeticException diverging -> {
        line.getErr().println(command + ": " + diverging.getMessage());
        return ExitCode.FAILED;
      }
      default -> throw exception;
    }
  }

  /** The message of a device may list others, or the steps that it computes wrongly. */
  private static String line(DeviceException exception) {
    return String.join(" | ", exception.getMessage().lines().toList());
  }

  /** The message of the file system's exceptions is often a path alone. */
  private static String sentence(IOException exception) {
    return switch (exception) {
      case AccessDeniedException denied -> denied.getMessage() + ": permission denied";
      case NoSuchFileException missing ->
          missing.getMessage() + ": there is no such file or folder";
      case NotDirectoryException file -> file.getMessage() + ": not a folder";
      case FileAlreadyExistsException there -> there.getMessage() + ": a file is in the way";
      case FileSystemException other -> other.getMessage();
      default -> exception.getMessage();
    };
  }
}
