package io.github.lanewise.workbench;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.lanewise.jmh.FmaLoop;
import io.github.lanewise.jmh.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Finds out what {@link MachineInfo} holds: reads what the system says, measures the rest. */
final class Survey {

  private static final List<Integer> WIDTHS = List.of(128, 256, 512);
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final Gson GSON = new Gson();

  private Survey() {}

  /** Takes about 20 s. */
  static MachineInfo run() throws IOException, InterruptedException {
    MachineInfo.Engine engine = engine();
    boolean vector = engine.name().equals("vector");
    List<MachineInfo.FmaPeak> peaks = new ArrayList<>();
    List<MachineInfo.Level> memory = List.of();
    MachineInfo.ParallelCall parallel;
    MachineInfo.HandOver handOver;
    try (Progress progress = Progress.of("measuring", vector ? WIDTHS.size() + 3 : 2)) {
      if (vector) {
        for (int bits : WIDTHS) {
          progress.now("multiply-adds at " + bits + " bits");
          if (bits <= engine.widest()) {
            List<String> width = List.of("-D" + FmaLoop.WIDTH_PROPERTY + "=" + bits);
            peaks.add(probe(width, new TypeToken<>() {}, "fma", Integer.toString(bits)));
          }
          progress.step();
        }
        progress.now("caches and memory");
        memory = probe(List.of(), new TypeToken<>() {}, "memory");
        progress.step();
      }
      progress.now("a parallel call");
      parallel = probe(List.of(), new TypeToken<>() {}, "parallel");
      progress.step();
      progress.now("from thread to thread");
      handOver = probe(List.of(), new TypeToken<>() {}, "handover");
      progress.step();
    }
    return info(engine, peaks, memory, parallel, handOver);
  }

  /** Only what the system says: takes a JVM's start. */
  static MachineInfo unmeasured() throws IOException, InterruptedException {
    return info(engine(), List.of(), List.of(), null, null);
  }

  private static MachineInfo info(
      MachineInfo.Engine engine,
      List<MachineInfo.FmaPeak> peaks,
      List<MachineInfo.Level> memory,
      MachineInfo.ParallelCall parallel,
      MachineInfo.HandOver handOver)
      throws IOException, InterruptedException {
    return new MachineInfo(
        LocalDate.now().toString(),
        library(),
        cpu(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        jvm(),
        engine,
        peaks,
        memory,
        parallel,
        handOver);
  }

  /** The engine in a JVM with the vector module. */
  private static MachineInfo.Engine engine() throws IOException, InterruptedException {
    return probe(List.of(), new TypeToken<>() {}, "engine");
  }

  private static <T> T probe(List<String> flags, TypeToken<T> type, String... arguments)
      throws IOException, InterruptedException {
    String json = ChildJvm.run(flags, Probe.class, arguments).orThrow(arguments[0]);
    return GSON.fromJson(json, type);
  }

  static MachineInfo.Cpu cpu() throws IOException {
    return new MachineInfo.Cpu(
        Machine.cpu(),
        Runtime.getRuntime().availableProcessors(),
        vectorFlags(),
        CpuCache.all(),
        memoryBytes(),
        hugePages());
  }

  static MachineInfo.Jvm jvm() throws IOException {
    return new MachineInfo.Jvm(
        "%s %s, %s"
            .formatted(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("java.vendor.version")),
        JvmFlag.all(Set.copyOf(vectorFlags()), hugePages()));
  }

  private static List<String> vectorFlags() {
    return Machine.flags().stream().filter(flag -> flag.matches("avx.*|fma|asimd|sve.*")).toList();
  }

  /** Of the machine or the container. */
  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /** The word in brackets; empty on other systems than Linux. */
  private static String hugePages() throws IOException {
    return Files.isReadable(HUGE_PAGES)
        ? Files.readString(HUGE_PAGES).replaceAll("(?s).*\\[(\\w+)].*", "$1")
        : "";
  }

  /** Version of the library, and commit if this is run within its sources. */
  static String library() throws IOException, InterruptedException {
    Properties properties = new Properties();
    String file = "/META-INF/maven/io.github.lanewise/lanewise/pom.properties";
    try (InputStream in = Survey.class.getResourceAsStream(file)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "of unknown version") + commit();
  }

  private static String commit() throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes()).strip();
      return git.waitFor() == 0 ? ", commit " + commit : "";
    } catch (IOException noGit) {
      return "";
    }
  }
}
