package io.github.lanewise.workbench;

import com.google.gson.Gson;
import io.github.lanewise.kernel.Cpu;
import io.github.lanewise.kernel.TuningParameter;
import io.github.lanewise.kernel.TuningProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs trials in JVMs that read a profile of their own from a temporary file. */
final class ProfileRunner implements TrialRunner, AutoCloseable {

  private final Path file;

  ProfileRunner() throws IOException {
    file = Files.createTempFile("lanewise-trial", ".properties");
  }

  @Override
  public Trial.Outcome run(Map<TuningParameter, Integer> values, List<String> cases)
      throws IOException, InterruptedException {
    TuningProfile profile =
        new TuningProfile(Cpu.name(), TuningProfile.thisJvm(), values, Map.of());
    Files.writeString(file, profile.text());
    String json =
        ChildJvm.run(
                List.of("-Dlanewise.profile=" + file), Trial.class, cases.toArray(String[]::new))
            .orThrow("a trial");
    Trial.Outcome outcome = new Gson().fromJson(json, Trial.Outcome.class);
    if (!outcome.tuning().startsWith("profile")) {
      throw new IllegalStateException("the trial ran without its profile: " + outcome.tuning());
    }
    return outcome;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
