package io.github.lanewise.workbench;

/** What the workbench ends with, besides 0 and what the JVM gives when it is interrupted, 130. */
final class ExitCode {

  /** Something was measured or checked, and is not right; or a device is not there, or failed. */
  static final int FAILED = 1;

  /** A wrong option, or a suite, peer or shape that there is not. */
  static final int USAGE = 2;

  /** A file or folder cannot be read or written. */
  static final int FILES = 3;

  private ExitCode() {}
}
