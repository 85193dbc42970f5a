package io.github.lanewise.workbench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A property of this JVM that matters to the library.
 *
 * @param good whether it is as wanted
 * @param advice why it matters and what to do if it is not
 */
record JvmFlag(String name, String value, boolean good, String advice) {

  private static final Runtime.Version WANTED = Runtime.Version.parse("25.0.3");

  /** Of this JVM, on a CPU with these flags. */
  static List<JvmFlag> all(Set<String> cpuFlags, String transparentHugePages) {
    List<JvmFlag> flags = new ArrayList<>();
    Runtime.Version version = Runtime.version();
    flags.add(
        new JvmFlag(
            "JDK",
            version.toString(),
            version.compareToIgnoreOptional(WANTED) >= 0,
            "25.0.3 or newer: 25.0.0 to 25.0.2 have a fault in G1 (JDK-8377811)"));
    String mode = System.getProperty("java.vm.info", "");
    flags.add(
        new JvmFlag(
            "C2",
            mode,
            !mode.contains("interpreted")
                && !mode.contains("emulated-client")
                && value("TieredStopAtLevel", "4").equals("4"),
            "needed: without it a vector operation is a call with an object"));
    boolean avx512 = cpuFlags.contains("avx512f");
    String avx = value("UseAVX", "none");
    flags.add(
        new JvmFlag(
            "UseAVX",
            avx,
            !avx512 || avx.equals("3"),
            avx512
                ? "3 uses AVX-512; the JDK sets 2 on the first Skylake servers: compare with"
                    + " -XX:UseAVX=3"
                : "as the JDK chose; this CPU has no AVX-512"));
    flags.add(
        new JvmFlag(
            "MaxVectorSize",
            value("MaxVectorSize", "none"),
            !avx512 || !avx.equals("3") || value("MaxVectorSize", "64").equals("64"),
            "bytes of the widest vector; less than 64 halves AVX-512"));
    String compact = value("UseCompactObjectHeaders", "none");
    flags.add(
        new JvmFlag(
            "UseCompactObjectHeaders",
            compact,
            !compact.equals("true") || version.feature() != 25,
            "off in JDK 25 (JDK-8380060); arrays then begin at byte 12 instead of 16"));
    String huge = value("UseTransparentHugePages", "none");
    flags.add(
        new JvmFlag(
            "UseTransparentHugePages",
            huge,
            huge.equals("true") || transparentHugePages.equals("always"),
            "fewer misses of the TLB in large matrices; -XX:+UseTransparentHugePages works where"
                + " the kernel says madvise or always, here: "
                + (transparentHugePages.isEmpty() ? "unknown" : transparentHugePages)));
    return flags;
  }

  private static String value(String name, String otherwise) {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return otherwise;
    }
    try {
      return hotSpot.getVMOption(name).getValue();
    } catch (IllegalArgumentException unknownToThisJvm) {
      return otherwise;
    }
  }
}
