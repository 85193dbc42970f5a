package io.github.lanewise.jmh;

import io.github.lanewise.Lanewise;
import java.io.IOException;
import java.util.Properties;
import org.ejml.EjmlVersion;

/** Prints what an arm is, in a JVM of its own: libraries, once loaded, stay. */
final class ArmDescription {

  private ArmDescription() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(of(arguments[0]));
  }

  private static String of(String impl) throws IOException {
    return switch (impl) {
      case "lanewise", "scalar" -> {
        EngineOfFork.use(impl);
        yield version("io.github.lanewise", "lanewise") + ", " + Lanewise.describe();
      }
      case "products" -> "the matrix products alone, by lanewise";
      case "unfused" -> "the public operations of lanewise one after the other";
      case "naive" -> "three nested loops";
      case "ejml" -> "EJML " + EjmlVersion.VERSION;
      case "ojalgo" -> "ojAlgo " + version("org.ojalgo", "ojalgo");
      case "netlib" -> "dev.ludovic.netlib " + version("dev.ludovic.netlib", "blas");
      default -> NativePeer.named(impl, NativePeer.class).describe();
    };
  }

  private static String version(String group, String artifact) throws IOException {
    String file = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
    try (var in = ArmDescription.class.getResourceAsStream(file)) {
      if (in == null) {
        return "of unknown version";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
