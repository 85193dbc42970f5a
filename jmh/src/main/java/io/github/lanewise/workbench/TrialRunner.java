package io.github.lanewise.workbench;

import io.github.lanewise.kernel.TuningParameter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs a trial under some values; a test has one that runs none. */
@FunctionalInterface
interface TrialRunner {

  Trial.Outcome run(Map<TuningParameter, Integer> values, List<String> cases)
      throws IOException, InterruptedException;
}
