package io.github.lanewise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets that depends on the packaged jar, launch by launch. */
class ConsumerIT {

  private static final Path JAR = Path.of(System.getProperty("lanewise.test.jar"));
  private static final Path SOURCES = Path.of(System.getProperty("lanewise.test.consumer"));
  private static final String MODULE = "jdk.incubator.vector";

  /** [1 2; 3 4] squared, as the consumer prints it. */
  private static final String PRODUCT = "7.0 10.0 15.0 22.0";

  @TempDir static Path classes;

  @BeforeAll
  static void compileTheConsumer() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Werror", "-Xlint:all,-incubating"));
    arguments.addAll(List.of("--module-path", JAR.toString(), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, javac.run(System.out, System.err, arguments.toArray(String[]::new)));
  }

  @Test
  void theModulePathNeedsNoFlag() throws Exception {
    String modulePath = JAR + File.pathSeparator + classes;
    assertVector(
        launch(Map.of(), "--module-path", modulePath, "--module", "consumer/consumer.Main"));
  }

  @Test
  void theClassPathWithTheFlagGetsTheVectorEngine() throws Exception {
    assertVector(onTheClassPath(Map.of(), "--add-modules", MODULE));
  }

  @Test
  void theEnvironmentCanCarryTheFlag() throws Exception {
    assertVector(onTheClassPath(Map.of("JDK_JAVA_OPTIONS", "--add-modules=" + MODULE)));
  }

  @Test
  void theClassPathWithoutTheFlagGetsTheScalarEngineAndASentence() throws Exception {
    String output = onTheClassPath(Map.of());
    assertAll(
        () -> assertTrue(output.startsWith("scalar engine"), output),
        () -> assertTrue(output.contains("start java with --add-modules " + MODULE), output),
        () -> assertTrue(output.contains("JDK_JAVA_OPTIONS"), output),
        () -> assertTrue(output.contains(PRODUCT), output),
        () -> assertTrue(!output.contains("WARNING"), output));
  }

  @Test
  void theJarHoldsTheLibraryAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> strangers =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> !name.endsWith("/"))
              .filter(name -> !name.matches("io/github/lanewise/.*\\.class|META-INF/.*"))
              .filter(name -> !name.equals("module-info.class"))
              .toList();
      assertEquals(List.of(), strangers);
      for (String legal : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
        assertTrue(jar.getEntry(legal) != null, legal);
      }
    }
  }

  @Test
  void theJarIsAModuleThatRequiresTheJdkAlone() {
    var descriptor = ModuleFinder.of(JAR).find("io.github.lanewise").orElseThrow().descriptor();
    assertEquals(
        "java.base " + MODULE,
        descriptor.requires().stream()
            .map(requires -> requires.name())
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  private static void assertVector(String output) {
    assertTrue(output.lines().anyMatch(line -> line.startsWith("vector engine")), output);
    assertTrue(output.contains(PRODUCT), output);
  }

  private static String onTheClassPath(Map<String, String> environment, String... flags)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("--class-path", JAR + File.pathSeparator + classes));
    arguments.add("consumer.Main");
    return launch(environment, arguments.toArray(String[]::new));
  }

  /** Runs java, and returns what it wrote to both streams. */
  private static String launch(Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> command + " said\n" + output);
    return output;
  }
}
