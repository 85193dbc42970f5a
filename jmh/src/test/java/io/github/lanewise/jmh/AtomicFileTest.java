package io.github.lanewise.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void replacesAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("deep/file.json");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of(file), listed(file.getParent()));
  }

  /** A lone surrogate cannot be encoded: the writing ends in the middle. */
  @Test
  void whatFailsInTheMiddleLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("file.json");
    AtomicFile.write(file, "old");
    assertThrows(IOException.class, () -> AtomicFile.write(file, "new \ud800"));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), listed(folder));
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
