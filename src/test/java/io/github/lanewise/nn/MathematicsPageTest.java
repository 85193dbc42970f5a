package io.github.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/mathematics.md says about the code is so: its numbers, its names and its links. */
class MathematicsPageTest {

  private static final Path PAGE = page();
  private static final Pattern EQUATION = Pattern.compile("(?m)^ {4}.*\\((\\d)\\.(\\d+)\\)(.*)$");
  private static final Pattern MEMBER =
      Pattern.compile("\\b([A-Z][A-Za-z0-9]+)\\.([a-zA-Z_]\\w*)\\b(?!\\.md)");
  private static final Pattern TEST_METHOD = Pattern.compile("(?<![.\\w])[a-z]+[A-Z]\\w+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  private static final List<Class<?>> TESTS =
      List.of(
          Step1LinearChainTest.class,
          Step2ActivatedChainTest.class,
          Step3MatrixDerivativesTest.class,
          Step4ActivatedLayersTest.class);

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/mathematics.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/mathematics.md");
  }

  private final String text = Files.readString(PAGE);

  MathematicsPageTest() throws IOException {}

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  @Test
  void equationsAreNumberedWithoutGaps() {
    int section = 0;
    int number = 0;
    for (MatchResult equation : matches(EQUATION, text)) {
      int s = Integer.parseInt(equation.group(1));
      int n = Integer.parseInt(equation.group(2));
      boolean next = s == section && n == number + 1 || s > section && n <= 1;
      assertTrue(next, () -> "(%d.%d) is out of order".formatted(s, n));
      section = s;
      number = n;
    }
    assertEquals(7, section);
  }

  @Test
  void everyMemberNamedExists() {
    List<MatchResult> members = matches(MEMBER, text.replaceAll("\\]\\([^)]*\\)", ""));
    assertTrue(members.size() > 40, () -> "only " + members.size());
    for (MatchResult member : members) {
      Class<?> type = type(member.group(1)).orElseThrow(() -> new AssertionError(member.group()));
      Stream<String> names =
          Stream.concat(
              Arrays.stream(type.getDeclaredMethods()).map(m -> m.getName()),
              Arrays.stream(type.getDeclaredFields()).map(f -> f.getName()));
      assertTrue(names.anyMatch(member.group(2)::equals), member::group);
    }
  }

  private static Optional<Class<?>> type(String name) {
    for (String room : new String[] {"io.github.lanewise.nn.", "io.github.lanewise."}) {
      try {
        return Optional.of(Class.forName(room + name));
      } catch (ClassNotFoundException elsewhere) {
        continue;
      }
    }
    return Optional.empty();
  }

  @Test
  void everyTestNamedBesideAnEquationExists() {
    int named = 0;
    for (MatchResult equation : matches(EQUATION, text)) {
      for (MatchResult word : matches(TEST_METHOD, equation.group(3))) {
        named += isTest(word.group()) ? 1 : 0;
        assertTrue(
            isTest(word.group()) || isWorkspaceMethod(word.group()),
            () -> word.group() + " beside " + equation.group());
      }
    }
    assertTrue(named >= 15, "only " + named);
  }

  private static boolean isTest(String name) {
    return TESTS.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .anyMatch(method -> method.getName().equals(name));
  }

  private static boolean isWorkspaceMethod(String name) {
    return Arrays.stream(Workspace.class.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(name));
  }

  @Test
  void everyLinkLeadsToAFile() {
    Matcher link = LINK.matcher(text);
    int links = 0;
    while (link.find()) {
      assertTrue(Files.exists(PAGE.resolveSibling(link.group(1))), link.group(1));
      links++;
    }
    assertTrue(links > 10, "only " + links);
  }
}
