package io.github.lanewise.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfTestTest {

  /** A change of these bits is a change for users: it belongs in the changelog, then here. */
  @Test
  void theReferenceIsWhatTheLibraryComputes() throws IOException {
    assertEquals(CheckCommand.reference(), SelfTest.run(Threads.sequential()).checksums());
  }

  @Test
  void gradientsAgreeWithDifferences() {
    List<GradientCases.Outcome> outcomes = GradientCases.run();
    assertEquals(12, outcomes.size());
    assertTrue(outcomes.stream().allMatch(GradientCases.Outcome::right), outcomes.toString());
  }

  @Test
  void aWrongBitIsNamedInTheVerdict() {
    CheckReport report =
        new CheckReport(
            "2026-11-23",
            "0.1.0",
            "CPU",
            "system",
            "JVM",
            List.of(
                new CheckReport.EngineRun(
                    "vector, 128 bits", "…", Map.of("products", "0"), List.of("products"))),
            Map.of("products", "1"),
            List.of(),
            false);
    assertTrue(report.verdict().contains("WRONG: bits of [vector, 128 bits [products]]"));
    assertTrue(report.text().contains("{products=0}, expected {products=1}"), report.text());
  }
}
