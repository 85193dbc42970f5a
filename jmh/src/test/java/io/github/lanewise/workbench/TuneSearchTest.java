package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernel.TuningParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The search on a machine that is made up: its speeds, its noise and its clock. */
class TuneSearchTest {

  private static final long TRIAL_NANOS = 1_000_000_000;

  private final Map<TuningParameter, Integer> defaults =
      Map.ofEntries(
          Map.entry(TuningParameter.VECTOR_BITS, 512),
          Map.entry(TuningParameter.TILE_ROWS, 12),
          Map.entry(TuningParameter.KC, 256),
          Map.entry(TuningParameter.MC, 96),
          Map.entry(TuningParameter.NC, 1024),
          Map.entry(TuningParameter.ROWS_THAT_PAY, 48),
          Map.entry(TuningParameter.STEPS_THAT_PAY, 48),
          Map.entry(TuningParameter.NEAR, 1 << 14),
          Map.entry(TuningParameter.TURNING, 2),
          Map.entry(TuningParameter.WORTH_A_THREAD, 1 << 17),
          Map.entry(TuningParameter.STRIPS_A_THREAD, 4));

  private final List<String> notes = new ArrayList<>();
  private long now;
  private int trials;

  /** How much faster the machine is under these values. */
  private interface Speed {
    double of(Map<TuningParameter, Integer> values);
  }

  private Map<TuningParameter, Integer> search(Speed speed, double noise, long seed, long seconds)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    now = 0;
    trials = 0;
    notes.clear();
    TrialRunner machine =
        (values, cases) -> {
          now += TRIAL_NANOS;
          trials++;
          Map<TuningParameter, Integer> used = new EnumMap<>(defaults);
          used.putAll(values);
          double ofJvm = 1 + noise * random.nextGaussian();
          Map<String, Double> gflops = new HashMap<>();
          cases.forEach(text ->
              gflops.put(text, 100 * speed.of(used) * ofJvm * (1 + noise * random.nextGaussian())));
          return new Trial.Outcome("profile", used, gflops);
        };
    TuneSearch.Listener listener =
        new TuneSearch.Listener() {
          @Override
          public void now(String what) {}

          @Override
          public void done(TuneStep step, Map<TuningParameter, Integer> values, String note) {
            notes.add(step.name() + " " + note);
          }
        };
    return new TuneSearch(machine, 512, Map.of(), () -> seconds * 1_000_000_000 - now, listener)
        .run(TuneStep.ALL);
  }

  @Test
  void findsWhatIsFaster() throws Exception {
    Map<TuningParameter, Integer> found =
        search(
            values ->
                (values.get(TuningParameter.TILE_ROWS) == 8 ? 1.2 : 1)
                    * (values.get(TuningParameter.KC) == 384 ? 1.05 : 1),
            0.005,
            1,
            1000);
    assertEquals(
        Map.of(
            TuningParameter.TILE_ROWS, 8,
            TuningParameter.KC, 384),
        found);
    assertEquals(TuneStep.ALL.size(), notes.size(), notes.toString());
  }

  /** On each of 50 machines where nothing is faster, eight steps might be fooled. */
  @Test
  void noiseAloneChangesNothing() throws Exception {
    int changed = 0;
    for (long seed = 0; seed < 50; seed++) {
      changed += search(values -> 1, 0.03, seed, 1000).isEmpty() ? 0 : 1;
    }
    assertTrue(changed <= 2, changed + " of 50 searches changed something");
  }

  @Test
  void aGainBelowOnePerCentIsNotWorthAChange() throws Exception {
    Map<TuningParameter, Integer> found =
        search(values -> values.get(TuningParameter.KC) == 384 ? 1.005 : 1, 0.0005, 1, 1000);
    assertEquals(Map.of(), found);
  }

  @Test
  void theBudgetIsKept() throws Exception {
    for (long seconds = 1; seconds < 120; seconds += 7) {
      search(values -> 1, 0.03, seconds, seconds);
      assertTrue(trials <= seconds + 2, trials + " trials of a second in " + seconds);
    }
  }

  @Test
  void everyCandidateIsAllowed() {
    for (TuneStep step : TuneStep.ALL) {
      for (int widest : new int[] {128, 256, 512}) {
        for (Map<TuningParameter, Integer> candidate : step.candidates(defaults, widest)) {
          candidate.forEach((parameter, value) ->
              assertTrue(
                  value >= parameter.least() && value <= parameter.most(),
                  parameter + " " + value));
        }
      }
    }
  }
}
