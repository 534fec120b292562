///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//DEPS info.picocli:picocli:4.7.7
//DEPS org.duckdb:duckdb_jdbc:1.4.2.0
//SOURCES ../Analyze.java
//SOURCES ../Bench.java
//SOURCES ../Capacity.java
//SOURCES ../Compare.java
//SOURCES ../Doctor.java
//SOURCES ../Export.java
//SOURCES ../Import.java
//SOURCES ../Notebooks.java
//SOURCES ../Predict.java
//SOURCES ../Report.java
//SOURCES ../Sweep.java
//SOURCES **.java
//SOURCES ../benchmarks/PairedTurns.java
//SOURCES ../benchmarks/WatchedCores.java
//SOURCES ../flowgauge/load/package-info.java
//SOURCES ../flowgauge/analyze/package-info.java
//SOURCES ../flowgauge/chart/package-info.java
//SOURCES ../flowgauge/report/package-info.java
//SOURCES ../flowgauge/notebook/package-info.java
//SOURCES ../flowgauge/serve/package-info.java
//SOURCES ../flowgauge/bench/package-info.java
//SOURCES ../flowgauge/capacity/package-info.java
//SOURCES ../flowgauge/sweep/package-info.java
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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Constants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
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
    sortOptions = false,
    description = {
      "Runs the tests: without options those that take minutes altogether, with --all every one.",
      "A test that needs what this machine lacks is skipped and says so."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang test               what whoever changes something runs",
      "  ./jbang test --all         the slow ones too, as CI does",
      "  ./jbang test driver        only classes whose name contains driver, in either case",
      "  ./jbang test faults        every fault, and a table of what became of each",
      "  ./jbang test vulnerabilities   asks pip's index what is known against the packages",
      "  ./jbang test worlds        analyses of simulated servers against what is true of them",
      "  ./jbang test verdicts      the same with some thirty live servers",
      "  ./jbang test --soak=1h     an hour at 2,000 req/s",
      "  FLOWGAUGE_REQUIRE_DOCKER=1 ./jbang test     fail instead of skip without Docker"
    })
class RunTests implements Callable<Integer> {
  /** Tag of tests that run with {@code --all}, or when their class is named. */
  static final String SLOW = "slow";

  /** Tag of tests that run only when their class is named: what an index says changes by itself. */
  static final String INDEX = "index";

  /** Tag of what holds verdicts against many servers of known truth; run by name only. */
  static final String PROOF = "proof";

  /** Beside those that compute run some that wait: for servers, for seconds of load. */
  private static final int WAITING = 2;

  /** No test takes as long: one that hangs fails, and the others go on. */
  private static final String LONGEST = "15 m";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "part of the test class's name")
  String name = "";

  @Option(names = "--all", description = "the slow tests too, as CI does")
  boolean all;

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
    SummaryGeneratingListener results = new SummaryGeneratingListener();
    TestProgress progress = new TestProgress(!name.isEmpty());
    LauncherFactory.create().execute(request(name, all), results, progress);
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
    progress.slowest().forEach(System.out::println);
    if (name.isEmpty()) {
      System.out.printf(
          "took %.0f s, without %s%n",
          (summary.getTimeFinished() - summary.getTimeStarted()) / 1e3,
          all
              ? "what the package index knows (./jbang test vulnerabilities) and the proofs of verdicts"
                  + " (./jbang test worlds, ./jbang test verdicts)"
              : "the slow tests (./jbang test --all)");
    }
    System.out.printf(
        "%d passed, %d failed, %d skipped%n", summary.getTestsSucceededCount(), failed, skipped);
    return failed > 0 || summary.getTestsSucceededCount() == 0 ? 1 : 0;
  }

  /** The tests whose class has a part of this name; for the empty one all but slow ones, or all. */
  static LauncherDiscoveryRequest request(String name, boolean all) throws URISyntaxException {
    Path classes =
        Path.of(RunTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClasspathRoots(Set.of(classes)))
            .filters(
                includeClassNamePatterns(
                    "(?i).*" + Pattern.quote(name) + ".*(?-i:Test)|(?i).*" + Pattern.quote(name)));
    if (name.isEmpty()) {
      int sideBySide = Runtime.getRuntime().availableProcessors() + WAITING;
      request
          .filters(all ? excludeTags(INDEX, PROOF) : excludeTags(INDEX, PROOF, SLOW))
          .configurationParameter(Constants.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME, LONGEST)
          .configurationParameter(Constants.PARALLEL_EXECUTION_ENABLED_PROPERTY_NAME, "true")
          .configurationParameter(
              Constants.DEFAULT_CLASSES_EXECUTION_MODE_PROPERTY_NAME, "concurrent")
          .configurationParameter(
              Constants.PARALLEL_CONFIG_EXECUTOR_SERVICE_PROPERTY_NAME, "WORKER_THREAD_POOL")
          .configurationParameter(Constants.PARALLEL_CONFIG_STRATEGY_PROPERTY_NAME, "fixed")
          .configurationParameter(
              Constants.PARALLEL_CONFIG_FIXED_PARALLELISM_PROPERTY_NAME,
              Integer.toString(sideBySide));
    }
    return request.build();
  }
}
