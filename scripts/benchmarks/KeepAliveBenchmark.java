import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.command.CommandLines;
import flowgauge.load.Driver;
import flowgauge.load.LoadException;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.Json;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Failures of the driver against those of another HTTP client, over the same minutes. */
@Command(
    name = "benchmark keep-alive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Asks uvicorn over TLS 1.3, which closes a connection that is idle for a second, with users who",
      "wait about as long: once with the driver and at the same time with httpx. Both lose only what",
      "crosses with a close, so their failures agree. Not about speed."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark keep-alive                  ten minutes",
      "  ./jbang benchmark keep-alive --seconds 30 --users 20",
      "",
      "Exit codes: 0 measured, 1 it could not be, 2 wrong usage"
    })
class KeepAliveBenchmark implements Callable<Integer> {
  private static final double SHORTEST_S = 0.9;
  private static final double LONGEST_S = 1.1;

  /** Of both clients: a machine that others use may be slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The normal distribution holds 99 % within so many standard deviations. */
  private static final double NORMAL_99 = 2.576;

  /** In percent of the requests; a driver that took each closed connection lost 50. */
  private static final double APART = 0.5;

  @Option(names = "--seconds", defaultValue = "600", description = "of load (${DEFAULT-VALUE})")
  int seconds;

  @Option(names = "--users", defaultValue = "50", description = "of each (${DEFAULT-VALUE})")
  int users;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  static int execute(String... args) {
    return CommandLines.of(new KeepAliveBenchmark()).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < 1 || users < 1) {
      System.err.println("benchmark keep-alive: --seconds and --users are 1 or more");
      return ExitCode.USAGE;
    }
    Findings findings = new Findings();
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    try (UvicornServer server = UvicornServer.start(folder)) {
      FutureTask<JsonNode> other = new FutureTask<>(() -> client(server, folder));
      Thread asking = new Thread(other, "httpx");
      asking.setDaemon(true);
      asking.start();
      Map<Outcome, Long> outcomes = driver(server);
      report(findings, outcomes, other.get());
    } finally {
      DriverBenchmark.delete(folder);
    }
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return ExitCode.OK;
  }

  private JsonNode client(UvicornServer server, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    String said =
        Tools.run(
            List.of(
                server.python().toString(),
                UvicornServer.script("keep_alive_client.py").toString(),
                server.uri().toString(),
                server.certificate().toString(),
                Integer.toString(users),
                Double.toString(SHORTEST_S),
                Double.toString(LONGEST_S),
                Integer.toString(seconds)),
            folder.resolve("httpx.log"));
    return Json.mapper().readTree(said);
  }

  private Map<Outcome, Long> driver(UvicornServer server)
      throws IOException, LoadException, InterruptedException {
    SampleQueue queue = new SampleQueue(1 << 14);
    Map<Outcome, Long> outcomes = new TreeMap<>();
    LoadProfile load =
        new LoadProfile(
            List.of(new LoadProfile.Users(users, 1e6, Duration.ofSeconds(seconds))),
            Duration.ofMillis(Math.round(SHORTEST_S * 1e3)),
            Duration.ofMillis(Math.round(LONGEST_S * 1e3)),
            LoadProfile.Arrivals.UNIFORM,
            LoadProfile.Connections.PER_USER,
            1,
            PATIENCE,
            PATIENCE,
            Duration.ZERO,
            PATIENCE,
            false,
            1);
    try (SampleWriter counting =
            SampleWriter.listening(
                queue, List.of(row -> outcomes.merge(row.outcome(), 1L, Long::sum)));
        Driver driver = new Driver(server.uri())) {
      driver.run(
          new Target("POST", "/", List.of(), "{}".getBytes(StandardCharsets.US_ASCII)),
          ServerTimes.NONE,
          load,
          new RunClock(System.nanoTime()),
          queue,
          second -> {});
    }
    return outcomes;
  }

  /** What two shares that are the same differ by in 1 of 100 samples, in percentage points. */
  private static double chance(double share, long count, double otherShare, long otherCount) {
    return 100
        * NORMAL_99
        * Math.sqrt(share * (1 - share) / count + otherShare * (1 - otherShare) / otherCount);
  }

  private void report(Findings findings, Map<Outcome, Long> outcomes, JsonNode other) {
    long requests = outcomes.values().stream().mapToLong(Long::longValue).sum();
    long failed =
        outcomes.entrySet().stream()
            .filter(each -> each.getKey().failed())
            .mapToLong(Map.Entry::getValue)
            .sum();
    long others = other.path("requests").asLong();
    long othersFailed = 0;
    for (JsonNode count : other.path("failures")) {
      othersFailed += count.asLong();
    }
    double percent = 100.0 * failed / requests;
    double othersPercent = 100.0 * othersFailed / others;
    findings.figure("driver_requests", requests, outcomes.toString());
    findings.figure("driver_failed_percent", percent, failed + " requests");
    findings.figure("httpx_requests", others, "");
    findings.figure(
        "httpx_failed_percent",
        othersPercent,
        othersFailed + " requests " + other.path("failures"));
    findings.atMost(
        "difference_percent_points",
        Math.abs(percent - othersPercent),
        APART,
        "failures of the driver less those of httpx, either way; chance alone makes "
            + Findings.number(chance(percent / 100, requests, othersPercent / 100, others))
            + " in 1 of 100 runs");
  }
}
