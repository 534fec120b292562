///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//DEPS info.picocli:picocli:4.7.7
//DEPS org.duckdb:duckdb_jdbc:1.4.2.0
//SOURCES **.java
//SOURCES ../flowgauge/load/package-info.java
//SOURCES ../flowgauge/analyze/package-info.java
//SOURCES ../flowgauge/chart/package-info.java
//SOURCES ../flowgauge/report/package-info.java
//SOURCES ../flowgauge/notebook/package-info.java
//SOURCES ../flowgauge/serve/package-info.java
//SOURCES ../flowgauge/bench/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Djava.awt.headless=true

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import faults.FaultTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import soak.Soak;

/** Runs the tests and ends with the line {@code N passed, N failed, N skipped}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Runs the tests. A test that needs what this machine lacks is skipped and says so.",
    footer = {
      "",
      "Examples:",
      "  ./jbang test",
      "  ./jbang test driver        only classes whose name contains driver, in either case",
      "  ./jbang test faults        every fault, and a table of what became of each",
      "  ./jbang test vulnerabilities   asks pip's index what is known against the packages",
      "  ./jbang test --soak=1h     an hour at 2,000 req/s",
      "  FLOWGAUGE_REQUIRE_DOCKER=1 ./jbang test     fail instead of skip without Docker"
    })
class RunTests implements Callable<Integer> {
  /**
   * Tag of tests that run only when their class is named: long ones, and one that asks an index.
   */
  private static final String SLOW = "slow";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "part of the test class's name")
  String name = "";

  @Option(
      names = "--faults-page",
      paramLabel = "FILE",
      description = "put the table of faults into this page, between its marks")
  Path faultsPage;

  @Option(
      names = "--soak",
      arity = "0..1",
      fallbackValue = "10m",
      paramLabel = "LENGTH",
      converter = Length.class,
      description = "no tests: bench at 2,000 req/s for so long (10m, 1h), and what it uses up")
  Duration soak;

  /** {@code 30s}, {@code 10m} or {@code 1h}. */
  static final class Length implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Duration.parse("PT" + text);
    }
  }

  public static void main(String... args) {
    System.exit(new CommandLine(new RunTests()).execute(args));
  }

  @Override
  public Integer call() throws URISyntaxException, IOException, InterruptedException {
    if (soak != null) {
      return Soak.run(soak) ? 0 : 1;
    }
    if (faultsPage != null && !Files.isRegularFile(faultsPage)) {
      System.err.println("test: there is no page " + faultsPage);
      return 2;
    }
    Path classes =
        Path.of(RunTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClasspathRoots(Set.of(classes)))
            .filters(
                includeClassNamePatterns(
                    "(?i).*" + Pattern.quote(name) + ".*(?-i:Test)|(?i).*" + Pattern.quote(name)));
    if (name.isEmpty()) {
      request.filters(excludeTags(SLOW));
      System.out.println(
          "left out are slow faults (./jbang test faults injects them too) and what the package"
              + " index knows against packages (./jbang test vulnerabilities)");
    }
    SummaryGeneratingListener results = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), results, new Printing());
    TestExecutionSummary summary = results.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true), 20);
    FaultTable.text().forEach(System.out::println);
    if (faultsPage != null) {
      FaultTable.writeInto(faultsPage);
    }
    long failed = summary.getTotalFailureCount();
    long skipped = summary.getTestsSkippedCount() + summary.getTestsAbortedCount();
    if (summary.getTestsFoundCount() == 0) {
      System.out.println("no test has a name with " + name);
    }
    System.out.printf(
        "%d passed, %d failed, %d skipped%n", summary.getTestsSucceededCount(), failed, skipped);
    return failed > 0 || summary.getTestsSucceededCount() == 0 ? 1 : 0;
  }

  private static final class Printing implements TestExecutionListener {
    private final Map<String, Long> started = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
      started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      System.out.println("skipped " + label(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (!test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        return;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - started.get(test.getUniqueId()));
      String what =
          switch (result.getStatus()) {
            case SUCCESSFUL -> "passed  ";
            case ABORTED -> "skipped ";
            case FAILED -> "FAILED  ";
          };
      String why =
          result
              .getThrowable()
              .map(t -> ": " + String.valueOf(t.getMessage()).lines().findFirst().orElse(""))
              .orElse("");
      System.out.printf("%s%s (%.1f s)%s%n", what, label(test), took.toMillis() / 1e3, why);
    }

    private static String label(TestIdentifier test) {
      String parent =
          test.getParentIdObject()
              .map(id -> id.getLastSegment().getValue())
              .map(text -> text.replaceAll("[(].*", ""))
              .map(text -> text.substring(text.lastIndexOf('.') + 1))
              .orElse("");
      return parent + " " + test.getDisplayName();
    }
  }
}
