package io.github.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kit.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ladder, rung by rung. The choice is made once a JVM, so every rung is a JVM of its own. */
class EngineChoiceTest {

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /**
   * Prints what a user would ask for; twice, since a failed first answer must not hide the second.
   */
  public static final class Ask {

    private Ask() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          EngineChoice choice = EngineChoice.current();
          System.out.println(choice.engine().name() + ": " + choice.reason());
        } catch (IllegalStateException refused) {
          System.out.println("refused: " + refused.getMessage());
        }
      }
    }
  }

  @Test
  void withTheModuleTheVectorEngineIsChosen() throws Exception {
    assertAnswer("vector: the preferred width of this CPU and JVM", MODULE);
    assertAnswer(
        "vector: width forced by -Dlanewise.vectorBits=128", MODULE, "-Dlanewise.vectorBits=128");
  }

  @Test
  void withoutTheModuleTheScalarEngineSaysWhatToAdd() throws Exception {
    assertAnswer(
        "scalar: module jdk.incubator.vector is not resolved; start java with --add-modules"
            + " jdk.incubator.vector (or set JDK_JAVA_OPTIONS to it, or put the library on the"
            + " module path)");
  }

  @Test
  void withoutC2TheVectorEngineIsNotChosen() throws Exception {
    String why = "scalar: the C2 compiler is off or absent; remove the flag that limits tiers";
    assertAnswer(why, MODULE, "-XX:TieredStopAtLevel=1");
    assertAnswer(why, MODULE, "-Xint");
  }

  @Test
  void aForcedEngineIsHonouredOrRefusedAtEveryCall() throws Exception {
    assertAnswer("scalar: forced by -Dlanewise.engine=scalar", MODULE, "-Dlanewise.engine=scalar");
    assertAnswer(
        "refused: the vector engine was asked for, but module jdk.incubator.vector is not resolved",
        "-Dlanewise.engine=vector");
    assertAnswer(
        "refused: the vector engine was asked for, but module jdk.incubator.vector is not resolved",
        "-Dlanewise.vectorBits=128");
    assertAnswer(
        "refused: the vector engine was asked for, but the C2 compiler is off",
        MODULE,
        "-Dlanewise.engine=vector",
        "-Xint");
    assertAnswer(
        "refused: -Dlanewise.engine=gpu: the engines are vector and scalar",
        "-Dlanewise.engine=gpu");
  }

  @Test
  void anImpossibleWidthIsRefused() throws Exception {
    assertAnswer(
        "refused: -Dlanewise.vectorBits=wide: the widths are 128, 256 and 512",
        MODULE,
        "-Dlanewise.vectorBits=wide");
    assertAnswer(
        "refused: -Dlanewise.vectorBits=64: the widths are 128, 256 and 512",
        MODULE,
        "-Dlanewise.vectorBits=64");
    assertAnswer(
        "refused: -Dlanewise.vectorBits=512: this CPU and JVM have at most",
        MODULE,
        "-XX:MaxVectorSize=16",
        "-Dlanewise.vectorBits=512");
  }

  private static void assertAnswer(String start, String... flags) throws Exception {
    List<String> output = ChildJvm.run(Ask.class, flags);
    long answers = output.stream().filter(line -> line.startsWith(start)).count();
    assertEquals(2, answers, () -> "expected twice: " + start + "\nbut was\n" + output);
  }
}
