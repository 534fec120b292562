import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** No test is in neither run: a class with tests is found by {@code --all}, whatever its name. */
class EveryTestRunsTest {
  private static final Pattern TEST =
      Pattern.compile(
          "^\\s*@(Test|ParameterizedTest|TestFactory|RepeatedTest)\\b", Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"?([^)\"]*)\"?\\)");
  private static final Pattern ENGINE =
      Pattern.compile("needDocker\\(|Docker\\.need\\(|DockerEngine\\.client|\\bDOCKER\\b");
  private static final Pattern OFF = Pattern.compile("@Disabled\\b");

  private static Set<String> found(boolean all) throws URISyntaxException {
    TestPlan plan = LauncherFactory.create().discover(RunTests.request("", all));
    Set<String> found = new TreeSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier each : plan.getDescendants(root)) {
        each.getSource()
            .filter(ClassSource.class::isInstance)
            .ifPresent(source -> found.add(((ClassSource) source).getClassName()));
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Repository.root().resolve("scripts/tests"))) {
      return all.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void allRunsEveryClassWithTests() throws Exception {
    Path tests = Repository.root().resolve("scripts/tests");
    Set<String> written = new TreeSet<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      if (TEST.matcher(text).find() && !text.contains("@Tag(\"proof\")")) {
        written.add(tests.relativize(source).toString().replace(".java", "").replace('/', '.'));
      }
    }
    Set<String> all = found(true);
    assertTrue(all.containsAll(found(false)));
    written.removeAll(all);
    assertEquals(Set.of(), written, "a test's class has a name that ends in Test");
  }

  @Test
  void noTestIsTurnedOffAndNoTagIsUnknown() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      if (source.endsWith("EveryTestRunsTest.java")) {
        continue;
      }
      if (OFF.matcher(text).find()) {
        wrong.add(source + " turns a test off");
      }
      for (Matcher tag = TAG.matcher(text); tag.find(); ) {
        boolean slow = tag.group(1).equals("slow") || tag.group(1).equals("proof");
        if (!slow && !(tag.group(1).equals("index") && source.toString().contains("supply/Vul"))) {
          wrong.add(source + " has the tag " + tag.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What one of them left in the engine another that begins removes. */
  @Test
  void whoeverAsksADockerEngineTakesItsLock() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      boolean asks = ENGINE.matcher(text).find() && TEST.matcher(text).find();
      if (asks && !text.contains("@ResourceLock(Docker.ENGINE)")) {
        wrong.add(source.getFileName().toString());
      }
    }
    wrong.remove("EveryTestRunsTest.java");
    assertEquals(List.of(), wrong);
  }
}
