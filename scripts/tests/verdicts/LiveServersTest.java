package verdicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import faults.BenchProcess;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.worlds.Said;
import flowgauge.analyze.worlds.Truth.Fact;
import flowgauge.record.DriverVerdict;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Servers whose truth is known, measured by {@code --url}; the table at the end has them all.
 * {@code FLOWGAUGE_KIND=gunicorn ./jbang test verdicts.Live} measures those alone whose name has
 * this word. One whose driver was disturbed is measured once more, alone, and skipped if it is
 * again.
 */
@Isolated
@Tag("proof")
class LiveServersTest {
  private static final int AT_ONCE = 2;
  private static final String WANTED = System.getenv().getOrDefault("FLOWGAUGE_KIND", "");
  private static final List<Kind> KINDS =
      Kinds.all().stream().filter(kind -> kind.name().contains(WANTED)).toList();

  private static final Map<Kind, Measured> MEASURED = new ConcurrentHashMap<>();

  @TempDir static Path temp;

  /** What came of a kind. */
  private record Measured(Map<Fact, String> said, boolean disturbed, Optional<Throwable> failure) {
    boolean right(Fact fact, Set<String> truth) {
      return truth.contains(said.get(fact));
    }
  }

  @BeforeAll
  static void measure() throws InterruptedException {
    List<Kind> together = KINDS.stream().filter(kind -> !kind.alone()).toList();
    ExecutorService several = Executors.newFixedThreadPool(AT_ONCE);
    for (int from = 0; from < together.size(); from += AT_ONCE) {
      // in step, so that no JVM starts while another's load is on
      several.invokeAll(
          together.subList(from, Math.min(together.size(), from + AT_ONCE)).stream()
              .map(kind -> Executors.callable(() -> run(kind)))
              .toList());
    }
    several.shutdown();
    KINDS.stream()
        .filter(kind -> kind.alone() || MEASURED.get(kind).disturbed())
        .forEach(LiveServersTest::run);
  }

  private static void run(Kind kind) {
    try (Kind.Running server = kind.server().start();
        BenchProcess bench = new BenchProcess(Files.createTempDirectory(temp, "kind")).whole()) {
      List<String> arguments = new ArrayList<>(List.of("--url", server.url(), "--no-report"));
      arguments.addAll(kind.load());
      BenchProcess.Ended ended = bench.start(arguments.toArray(String[]::new)).end();
      assertEquals(0, ended.code(), ended.all());
      RunFolder folder = RunFolder.open(bench.out());
      JsonNode all = Json.mapper().valueToTree(Analyzer.DEFAULT.run(folder));
      MEASURED.put(
          kind,
          new Measured(
              Said.of(all.path("scenarios").elements().next()),
              disturbed(folder.read()),
              Optional.empty()));
      System.out.printf("measured %s: said %s%n", kind.name(), MEASURED.get(kind).said());
    } catch (Exception | AssertionError failed) {
      MEASURED.put(kind, new Measured(Map.of(), false, Optional.of(failed)));
    }
  }

  private static boolean disturbed(RunInfo run) {
    return run.scenarios().stream()
        .flatMap(scenario -> scenario.driver().stream())
        .anyMatch(driver -> driver.verdict() == DriverVerdict.Kind.DRIVER_LIMITED);
  }

  @TestFactory
  Stream<DynamicTest> saysWhatIsTrue() {
    return KINDS.stream().map(kind -> DynamicTest.dynamicTest(kind.name(), () -> check(kind)));
  }

  private static void check(Kind kind) {
    Measured measured = MEASURED.get(kind);
    measured
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(failure.getMessage(), failure);
            });
    assumeFalse(measured.disturbed(), "the machine was too busy to drive this load");
    List<String> wrong = new ArrayList<>();
    kind.truth()
        .forEach(
            (fact, right) -> {
              if (!measured.right(fact, right)) {
                wrong.add(fact + " is " + words(right) + ", said " + measured.said().get(fact));
              }
            });
    assertTrue(wrong.isEmpty(), String.join("; ", wrong));
  }

  private static String words(Set<String> answers) {
    return String.join("/", new TreeSet<>(answers));
  }

  @AfterAll
  static void print() {
    System.out.printf("%n%-42s %-11s %-24s %s%n", "kind", "fact", "truth", "said");
    for (Kind kind : KINDS) {
      Measured measured = MEASURED.get(kind);
      String name = kind.name() + (measured.disturbed() ? " (disturbed)" : "");
      for (Fact fact : Fact.values()) {
        Set<String> right = kind.truth().get(fact);
        if (right != null) {
          String said = measured.said().getOrDefault(fact, "not measured");
          String mark = measured.right(fact, right) ? "" : "   WRONG";
          System.out.printf("%-42s %-11s %-24s %s%s%n", name, fact, words(right), said, mark);
          name = "";
        }
      }
    }
    for (Fact fact : Fact.values()) {
      List<Kind> told = KINDS.stream().filter(kind -> kind.truth().containsKey(fact)).toList();
      long right =
          told.stream()
              .filter(kind -> MEASURED.get(kind).right(fact, kind.truth().get(fact)))
              .count();
      System.out.printf("%s: %d of %d right%n", fact, right, told.size());
    }
  }
}
