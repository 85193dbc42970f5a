package io.github.lanewise.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What HotSpot's compilers gave up while something ran, by Flight Recorder. */
public final class CompilationFailures {

  private static final String EVENT = "jdk.CompilationFailure";

  private CompilationFailures() {}

  /**
   * Why compilers gave methods up for being too large: "out of virtual registers", "out of nodes".
   * Of what else is reported, such as a class that was loaded meanwhile, they try again.
   */
  public static List<String> of(Runnable call) throws IOException {
    Path file = Files.createTempFile("lanewise", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(EVENT);
      recording.start();
      call.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .map(CompilationFailures::reason)
          .filter(reason -> reason.startsWith("out of"))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  private static String reason(RecordedEvent event) {
    return event.getString("failureMessage");
  }
}
