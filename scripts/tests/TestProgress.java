import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says how far the tests are and what runs now: a line for each class that ends, or for each test
 * where few were asked for; a failure as it comes. Classes may run side by side.
 */
final class TestProgress implements TestExecutionListener {
  private static final int SLOWEST = 10;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final boolean eachTest;
  private final boolean terminal = System.console() != null;
  private final Map<String, Long> begun = new HashMap<>();
  private final Map<String, Integer> tests = new HashMap<>();
  private final TreeSet<String> now = new TreeSet<>();
  private final List<Took> took = new ArrayList<>();
  private TestPlan plan;
  private long classes;
  private int ended;

  private record Took(String test, Duration time) {}

  /** With a line for each test, or for each class. */
  TestProgress(boolean eachTest) {
    this.eachTest = eachTest;
  }

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan started) {
    plan = started;
    classes =
        started.getRoots().stream()
            .flatMap(root -> started.getDescendants(root).stream())
            .filter(TestProgress::isClass)
            .count();
  }

  private static boolean isClass(TestIdentifier id) {
    return id.isContainer() && id.getSource().filter(ClassSource.class::isInstance).isPresent();
  }

  @Override
  public synchronized void executionStarted(TestIdentifier id) {
    begun.put(id.getUniqueId(), System.nanoTime());
    if (isClass(id)) {
      now.add(id.getDisplayName());
      status();
    }
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier id, String reason) {
    say("skipped " + label(id) + ": " + reason);
    ended += isClass(id) ? 1 : 0;
  }

  @Override
  public synchronized void executionFinished(TestIdentifier id, TestExecutionResult result) {
    Duration time = Duration.ofNanos(System.nanoTime() - begun.remove(id.getUniqueId()));
    if (id.isTest()) {
      took.add(new Took(label(id), time));
      tests.merge(classOf(id), 1, Integer::sum);
    }
    if (result.getStatus() != Status.SUCCESSFUL || eachTest && id.isTest()) {
      String why =
          result
              .getThrowable()
              .map(t -> ": " + String.valueOf(t.getMessage()).lines().findFirst().orElse(""))
              .orElse("");
      say("%s%s (%s)%s".formatted(word(result), label(id), seconds(time), why));
    }
    if (isClass(id)) {
      ended++;
      now.remove(id.getDisplayName());
      if (!eachTest) {
        say(
            "%d of %d  %s: %d tests, %s%s"
                .formatted(
                    ended,
                    classes,
                    id.getDisplayName(),
                    tests.getOrDefault(id.getDisplayName(), 0),
                    seconds(time),
                    now.isEmpty() ? "" : "; now " + String.join(", ", now)));
      }
      status();
    }
  }

  private static String word(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> "passed  ";
      case ABORTED -> "skipped ";
      case FAILED -> "FAILED  ";
    };
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1e3);
  }

  private String classOf(TestIdentifier id) {
    Optional<TestIdentifier> at = Optional.of(id);
    while (at.isPresent() && !isClass(at.get())) {
      at = plan.getParent(at.get());
    }
    return at.map(TestIdentifier::getDisplayName).orElse("");
  }

  /** The class, the method where a test is one of several of it, and the test. */
  private String label(TestIdentifier id) {
    if (!id.isTest()) {
      return id.getDisplayName();
    }
    String method =
        plan.getParent(id)
            .filter(parent -> !isClass(parent))
            .map(parent -> " " + parent.getDisplayName())
            .orElse("");
    return classOf(id) + method + " " + id.getDisplayName();
  }

  private void say(String line) {
    System.out.println((terminal ? CLEAR_LINE : "") + line);
    status();
  }

  private void status() {
    if (terminal && !now.isEmpty()) {
      System.out.print(
          CLEAR_LINE + "%d of %d, now %s".formatted(ended, classes, String.join(", ", now)));
      System.out.flush();
    }
  }

  /** The tests that took longest, as lines; none where there were few. */
  synchronized List<String> slowest() {
    if (took.size() <= SLOWEST) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("the slowest:"));
    took.stream()
        .sorted(Comparator.comparing(Took::time).reversed())
        .limit(SLOWEST)
        .forEach(each -> lines.add("%8s  %s".formatted(seconds(each.time()), each.test())));
    return lines;
  }
}
