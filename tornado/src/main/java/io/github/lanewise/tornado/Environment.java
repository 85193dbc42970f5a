package io.github.lanewise.tornado;

/**
 * Whether this JVM was started so that TornadoVM works, and works rightly. Names none of its
 * classes, so that it can be asked without them.
 */
final class Environment {

  private static final String RUNTIME = "tornado.load.runtime.implementation";
  private static final String BAILOUT = "tornado.recover.bailout";

  private Environment() {}

  /** Why devices cannot be had, and what to do; or null. */
  static String refusal() {
    if (System.getProperty(RUNTIME) == null) {
      return "TornadoVM is not in this JVM: install its SDK and start java with"
          + " @$TORNADOVM_HOME/tornado-argfile";
    }
    // Where a kernel does not compile TornadoVM would run it as sequential Java, for one work item.
    if (!"false".equalsIgnoreCase(System.getProperty(BAILOUT))) {
      return "start java with -D"
          + BAILOUT
          + "=False: without it a kernel that does not compile gives wrong results in silence";
    }
    return null;
  }
}
