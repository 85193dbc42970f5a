package io.github.lanewise.workbench;

import static io.github.lanewise.kernel.TuningParameter.KC;
import static io.github.lanewise.kernel.TuningParameter.MC;
import static io.github.lanewise.kernel.TuningParameter.NC;
import static io.github.lanewise.kernel.TuningParameter.NEAR;
import static io.github.lanewise.kernel.TuningParameter.ROWS_THAT_PAY;
import static io.github.lanewise.kernel.TuningParameter.STEPS_THAT_PAY;
import static io.github.lanewise.kernel.TuningParameter.STRIPS_A_THREAD;
import static io.github.lanewise.kernel.TuningParameter.TILE_ROWS;
import static io.github.lanewise.kernel.TuningParameter.TURNING;
import static io.github.lanewise.kernel.TuningParameter.VECTOR_BITS;
import static io.github.lanewise.kernel.TuningParameter.WORTH_A_THREAD;

import io.github.lanewise.kernel.TuningParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parameters that are tuned together, and the products that show a difference.
 *
 * @param explanation what the parameters do, for {@code tune --show}
 * @param cases products as {@code NN:256x256x256}, with {@code *} before it on all threads
 */
record TuneStep(
    String name, List<TuningParameter> parameters, String explanation, List<String> cases) {

  private static final List<String> LARGE =
      List.of("NN:1024x1024x1024", "TN:768x768x768", "NT:768x768x768", "NN:512x512x512");

  /** In the order of what they are likely to change; a later one builds on those before it. */
  static final List<TuneStep> ALL =
      List.of(
          new TuneStep(
              "width",
              List.of(VECTOR_BITS),
              "Bits of a vector. Wider does more at once, if the CPU has the units for it and keeps"
                  + " its clock.",
              List.of("NN:256x256x256", "NT:64x512x784", "TN:512x784x64", "NN:64x64x64")),
          new TuneStep(
              "tile",
              List.of(TILE_ROWS),
              "Rows and vectors of C that are kept in registers while k runs. More reuse of A and"
                  + " B, until registers run out.",
              List.of("NN:512x512x512", "TN:384x384x384", "NT:512x512x512")),
          new TuneStep(
              "kc",
              List.of(KC),
              "Steps of k in a block: a panel of B of so many rows is to stay in the first-level"
                  + " cache. Longer blocks load and store C less often.",
              LARGE),
          new TuneStep(
              "mc",
              List.of(MC),
              "Rows of a block of A, which is to stay in the second-level cache.",
              LARGE),
          new TuneStep("nc", List.of(NC), "Columns of a block of B that is packed at once.", LARGE),
          new TuneStep(
              "packing",
              List.of(ROWS_THAT_PAY, STEPS_THAT_PAY, NEAR),
              "From how many rows and steps on, and for how large a B, A and B are copied into the"
                  + " order of the tiles. Below, they are read where they lie.",
              List.of("NN:96x96x96", "NN:160x160x160", "TN:160x160x160", "NN:64x784x512")),
          new TuneStep(
              "turning",
              List.of(TURNING),
              "What it costs to turn an element of C, in elements that are transposed: it decides"
                  + " which A·Bᵀ are computed as their transpose.",
              List.of("NT:64x512x784", "NT:128x512x784", "NT:160x256x512", "NT:256x512x784")),
          new TuneStep(
              "threshold",
              List.of(WORTH_A_THREAD),
              "Multiply-adds a thread below which a second thread costs more than it saves.",
              List.of("*NN:48x48x48", "*NN:64x64x64", "*NN:96x96x96", "*NT:64x10x256")),
          new TuneStep(
              "strips",
              List.of(STRIPS_A_THREAD),
              "Strips of C for each thread: more of them even out what disturbs a thread, and pack"
                  + " more often.",
              List.of("*NN:512x512x512", "*TN:512x784x128", "*NT:256x512x784")));

  /**
   * What to try instead of the values in use.
   *
   * @param used the values in use
   * @param widest bits of the widest vector
   */
  List<Map<TuningParameter, Integer>> candidates(Map<TuningParameter, Integer> used, int widest) {
    return switch (name) {
      case "width" -> widths(used, widest);
      case "tile" -> tiles(used, widest);
      case "packing" -> {
        List<Map<TuningParameter, Integer>> all = scaled(ROWS_THAT_PAY, used, 1, 0.5, 2);
        all.addAll(scaled(STEPS_THAT_PAY, used, 1, 0.5, 2));
        all.addAll(scaled(NEAR, used, 1, 0.5, 2, 4));
        yield all;
      }
      case "turning" -> scaled(TURNING, used, 1, 0.5, 2, 4);
      case "threshold" -> scaled(WORTH_A_THREAD, used, 1, 0.25, 0.5, 2, 4);
      case "strips" -> scaled(STRIPS_A_THREAD, used, 1, 0.25, 0.5, 2);
      case "kc" -> scaled(KC, used, 16, 0.5, 0.75, 1.5, 2);
      case "mc" -> scaled(MC, used, used.getOrDefault(TILE_ROWS, 1), 0.5, 2, 4);
      case "nc" -> scaled(NC, used, 128, 0.5, 2, 4);
      default -> throw new IllegalStateException(name);
    };
  }

  private static List<Map<TuningParameter, Integer>> widths(
      Map<TuningParameter, Integer> used, int widest) {
    List<Map<TuningParameter, Integer>> candidates = new ArrayList<>();
    for (int bits = widest; bits >= 128; bits /= 2) {
      add(candidates, Map.of(VECTOR_BITS, bits), used);
    }
    return candidates;
  }

  /** With 32 registers 12 rows have slack for C2, with 16 six just fit. */
  private static List<Map<TuningParameter, Integer>> tiles(
      Map<TuningParameter, Integer> used, int widest) {
    int[] heights = widest == 512 ? new int[] {12, 11, 10, 8, 6} : new int[] {6, 5, 4, 3};
    List<Map<TuningParameter, Integer>> candidates = new ArrayList<>();
    for (int rows : heights) {
      add(candidates, Map.of(TILE_ROWS, rows), used);
    }
    return candidates;
  }

  private static List<Map<TuningParameter, Integer>> scaled(
      TuningParameter parameter,
      Map<TuningParameter, Integer> used,
      int multiple,
      double... factors) {
    List<Map<TuningParameter, Integer>> candidates = new ArrayList<>();
    if (used.containsKey(parameter)) {
      for (double factor : factors) {
        int value =
            Math.max(1, (int) Math.round(factor * used.get(parameter) / multiple)) * multiple;
        int allowed = Math.clamp(value, parameter.least(), parameter.most());
        add(candidates, Map.of(parameter, allowed), used);
      }
    }
    return candidates;
  }

  private static void add(
      List<Map<TuningParameter, Integer>> candidates,
      Map<TuningParameter, Integer> candidate,
      Map<TuningParameter, Integer> used) {
    boolean known = candidate.keySet().stream().allMatch(used::containsKey);
    boolean same =
        candidate.entrySet().stream().allMatch(e -> e.getValue().equals(used.get(e.getKey())));
    if (known && !same && !candidates.contains(candidate)) {
      candidates.add(candidate);
    }
  }
}
