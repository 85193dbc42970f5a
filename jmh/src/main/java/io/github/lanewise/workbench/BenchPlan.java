package io.github.lanewise.workbench;

import io.github.lanewise.jmh.GemmArms;
import io.github.lanewise.jmh.ProductShape;
import io.github.lanewise.jmh.Suite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run measures, in order. All arms of a case follow each other, as often as there are forks,
 * so that a disturbance of the machine does not favour an arm.
 */
final class BenchPlan {

  static final List<String> SUITES = List.of("gemm", "elementwise", "step", "all");

  private static final String OURS = "lanewise";
  private static final List<String> JAVA_GEMM =
      List.of("scalar", "naive", "ejml", "ojalgo", "netlib");
  private static final List<String> OTHERS = List.of("jdk", "math");

  private static final List<String> OPERATIONS =
      List.of("exp", "sigmoid", "tanh", "relu", "multiply", "axpy", "sigmoidBackward");

  /** In the first-level cache, in the second, in memory. */
  private static final List<String> SIZES = List.of("1000", "30000", "4000000");

  /** Net and batch. */
  private static final Map<String, String> NETS =
      Map.of("784-512-256-10", "128", "784-128-10", "32", "64-64-10", "32", "13-32-1", "1");

  private static final List<String> QUICK_SHAPES =
      List.of(
          "NN:8x8x8",
          "NN:32x32x32",
          "NN:64x64x64",
          "NN:128x128x128",
          "NN:256x256x256",
          "NN:512x512x512",
          "TN:64x64x64",
          "TN:256x256x256",
          "NT:64x64x64",
          "NT:256x256x256",
          "NT:32x512x784",
          "NN:32x784x512",
          "TN:512x784x32");

  private static final Set<String> QUICK_NETS = Set.of("784-128-10", "64-64-10");

  private final BenchOptions options;
  private final List<BenchItem> items = new ArrayList<>();

  private BenchPlan(BenchOptions options) {
    this.options = options;
  }

  /**
   * The items of a suite.
   *
   * @throws IllegalArgumentException if there is no such suite, peer, shape or number of threads
   */
  static List<BenchItem> of(String suite, BenchOptions options) {
    if (!SUITES.contains(suite)) {
      throw new IllegalArgumentException(
          "there is no suite %s; the suites are %s".formatted(suite, String.join(", ", SUITES)));
    }
    BenchPlan plan = new BenchPlan(options);
    plan.checkPeers();
    if (suite.equals("gemm") || suite.equals("all")) {
      plan.gemm();
    }
    if (suite.equals("elementwise") || suite.equals("all")) {
      plan.elementwise();
    }
    if (suite.equals("step") || suite.equals("all")) {
      plan.step();
    }
    if (plan.items.isEmpty()) {
      throw new IllegalArgumentException("none of the peers belongs to suite " + suite);
    }
    return plan.items;
  }

  private void checkPeers() {
    Set<String> known = new LinkedHashSet<>(List.of(OURS));
    known.addAll(JAVA_GEMM);
    known.addAll(GemmArms.NATIVE);
    known.addAll(OTHERS);
    for (String peer : options.peers()) {
      if (!known.contains(peer)) {
        throw new IllegalArgumentException(
            "there is no peer %s; the peers are %s".formatted(peer, String.join(", ", known)));
      }
      if (!GemmArms.available(peer)) {
        throw new IllegalArgumentException(
            "%s is not here: it needs a build with -Ppeers (see docs/measuring.md), and a CPU that runs it"
                .formatted(peer));
      }
    }
  }

  /** Lanewise and the peers asked for; without any, those that the suite is compared with. */
  private List<String> arms(List<String> possible, List<String> usual) {
    List<String> arms = new ArrayList<>(List.of(OURS));
    Collection<String> wanted = options.peers().isEmpty() ? usual : options.peers();
    wanted.stream().filter(possible::contains).filter(p -> !arms.contains(p)).forEach(arms::add);
    return arms;
  }

  private void gemm() {
    List<String> possible = new ArrayList<>(JAVA_GEMM);
    possible.addAll(GemmArms.NATIVE);
    List<String> natives = GemmArms.NATIVE.stream().filter(GemmArms::available).toList();
    List<String> arms = arms(possible, natives.isEmpty() ? List.of("ejml", "netlib") : natives);
    for (ProductShape shape : shapes()) {
      for (int threads : options.threads()) {
        for (int fork = 0; fork < options.forks(); fork++) {
          for (String arm : arms) {
            if (GemmArms.measures(arm, shape, threads)) {
              add(
                  "GemmBenchmark.gemm",
                  Map.of("impl", arm, "shape", shape.toString(), "threads", "" + threads));
            }
          }
        }
      }
    }
  }

  private Collection<ProductShape> shapes() {
    Suite<ProductShape> suite = Suite.products();
    if (!options.shapes().isEmpty()) {
      Set<ProductShape> shapes = new LinkedHashSet<>();
      for (String word : options.shapes()) {
        switch (word) {
          case "all" -> shapes.addAll(suite.shapes(suite.names()));
          case "sample" -> shapes.addAll(suite.sample());
          default -> {
            if (suite.names().contains(word)) {
              shapes.addAll(suite.shapes(List.of(word)));
            } else {
              shapes.add(shape(word, suite));
            }
          }
        }
      }
      return shapes;
    }
    return options.quick()
        ? QUICK_SHAPES.stream().map(ProductShape::parse).toList()
        : suite.sample();
  }

  private static ProductShape shape(String word, Suite<ProductShape> suite) {
    try {
      return ProductShape.parse(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s; nor is it a group: all, sample, %s"
              .formatted(e.getMessage(), String.join(", ", suite.names())),
          e);
    }
  }

  private void elementwise() {
    for (String op : OPERATIONS) {
      for (String size : options.quick() ? SIZES.subList(0, 1) : SIZES) {
        for (int fork = 0; fork < options.forks(); fork++) {
          for (String arm : arms(List.of("scalar", "jdk", "math"), List.of("jdk"))) {
            add("ElementwiseBenchmark.apply", Map.of("impl", arm, "op", op, "size", size));
          }
        }
      }
    }
  }

  private void step() {
    for (Map.Entry<String, String> net : new java.util.TreeMap<>(NETS).entrySet()) {
      if (options.quick() && !QUICK_NETS.contains(net.getKey())) {
        continue;
      }
      for (int threads : options.threads()) {
        for (String method : List.of("step", "infer")) {
          for (int fork = 0; fork < options.forks(); fork++) {
            for (String arm : arms(List.of("scalar", "naive"), List.of("naive"))) {
              if (threads == 1 || !arm.equals("naive")) {
                add(
                    "TrainingStepBenchmark." + method,
                    Map.of(
                        "impl",
                        arm,
                        "net",
                        net.getKey(),
                        "batch",
                        net.getValue(),
                        "activation",
                        "sigmoid",
                        "cost",
                        "crossentropy",
                        "threads",
                        "" + threads));
              }
            }
          }
        }
      }
    }
  }

  private void add(String benchmark, Map<String, String> params) {
    boolean compiled = GemmArms.NATIVE.contains(params.get("impl"));
    items.add(
        new BenchItem(
            benchmark,
            new LinkedHashMap<>(params),
            compiled ? options.warmUp() / 3 : options.warmUp()));
  }
}
