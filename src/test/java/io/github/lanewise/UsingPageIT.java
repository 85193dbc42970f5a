package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every launch that docs/using.md shows, as it stands there. */
class UsingPageIT {

  private static final Path JAR = Path.of(System.getProperty("lanewise.test.jar"));
  private static final Path PAGE = Path.of(System.getProperty("lanewise.test.page"));
  private static final String APPLICATION =
      """
      package app;
      public final class Main {
        public static void main(String[] arguments) {
          System.out.println(io.github.lanewise.Lanewise.describe());
        }
      }
      """;

  /** A block of the page: its commands, and the engine they are to get, or a refusal. */
  private record Launch(String expected, String commands) {

    @Override
    public String toString() {
      return expected + ": " + commands.lines().reduce((first, last) -> last).orElse("");
    }
  }

  @TempDir private static Path application;
  @TempDir private Path folder;

  @BeforeAll
  static void makeTheApplication() throws IOException {
    Path main = Files.writeString(application.resolve("Main.java"), APPLICATION);
    Path module =
        Files.writeString(
            application.resolve("module-info.java"), "module app { requires io.github.lanewise; }");
    Path classes = application.resolve("classes");
    tool(
        "javac",
        "--module-path",
        JAR.toString(),
        "-d",
        classes.toString(),
        main.toString(),
        module.toString());
    tool(
        "jar",
        "--create",
        "--file",
        application.resolve("app.jar").toString(),
        "-C",
        classes.toString(),
        ".");
  }

  private static void tool(String name, String... arguments) {
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    assertEquals(0, tool.run(System.out, System.err, arguments), name);
  }

  static List<Launch> launches() throws IOException {
    return Pattern.compile("(?ms)^```bash (vector|scalar|refusal)\\n(.*?)^```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> new Launch(block.group(1), block.group(2)))
        .toList();
  }

  @Test
  void thePageShowsEachKindOfLaunch() throws IOException {
    List<String> kinds = launches().stream().map(Launch::expected).distinct().sorted().toList();
    assertEquals(List.of("refusal", "scalar", "vector"), kinds);
    long blocks = Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("```bash")).count();
    assertEquals(blocks, launches().size(), "a block with commands is not run");
  }

  @ParameterizedTest
  @MethodSource("launches")
  void getsTheEngineThatThePageSays(Launch launch) throws IOException, InterruptedException {
    Files.copy(JAR, folder.resolve("lanewise.jar"));
    Files.copy(application.resolve("app.jar"), folder.resolve("app.jar"));
    copyClasses();
    Process process = shell(launch.commands()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (launch.expected().equals("refusal")) {
      assertTrue(exitCode != 0, output);
      assertTrue(output.contains("--add-modules jdk.incubator.vector"), output);
    } else {
      assertEquals(0, exitCode, output);
      String start = launch.expected() + " engine, ";
      assertTrue(output.lines().anyMatch(line -> line.startsWith(start)), output);
    }
  }

  private void copyClasses() throws IOException {
    Path classes = application.resolve("classes");
    try (var files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve("classes").resolve(classes.relativize(file).toString()));
      }
    }
  }

  /** The JDK of this build comes first on the path. */
  private ProcessBuilder shell(String commands) {
    ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-c", commands);
    shell.directory(folder.toFile()).redirectErrorStream(true);
    shell.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    shell.environment().merge("PATH", bin, (path, own) -> own + ":" + path);
    return shell;
  }
}
