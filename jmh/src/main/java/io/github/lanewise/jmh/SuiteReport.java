package io.github.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The page of results of a suite. */
interface SuiteReport {

  /**
   * Makes a report of JMH's JSON; the environment is that of the first file, with the other files'
   * arms.
   */
  interface Factory {
    SuiteReport of(List<Path> files) throws IOException;
  }

  /** Writes {@code base.md} and the plots {@code base-….svg}. */
  void write(Path base) throws IOException;
}
