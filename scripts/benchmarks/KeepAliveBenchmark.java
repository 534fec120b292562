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
import java.util.Optional;
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
      "Asks uvicorn over TLS 1.3, which closes a connection that is idle for a second,",
      "with users who wait about as long: with the driver, Node's own client and httpx,",
      "all at the same time. Each loses only what crosses with a close, so failures of",
      "clients that are as quick agree; one that takes longer from its look at a",
      "connection to its request loses more. Not about speed."
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
      Optional<FutureTask<JsonNode>> node =
          Tools.path("node")
              .map(
                  program ->
                      start(
                          () ->
                              client(
                                  program.toString(),
                                  "keep_alive_client.js",
                                  server,
                                  folder.resolve("node.log"))));
      FutureTask<JsonNode> httpx =
          start(
              () ->
                  client(
                      server.python().toString(),
                      "keep_alive_client.py",
                      server,
                      folder.resolve("httpx.log")));
      Map<Outcome, Long> outcomes = driver(server);
      Lost lost = Lost.of(outcomes);
      findings.figure("driver_requests", lost.requests(), outcomes.toString());
      findings.figure("driver_failed_percent", lost.percent(), lost.failed() + " requests");
      if (node.isPresent()) {
        compare(findings, lost, "node", node.get().get());
      } else {
        findings.leaveOut("node", "node is not on PATH: install Node.js");
      }
      compare(findings, lost, "httpx", httpx.get());
    } finally {
      DriverBenchmark.delete(folder);
    }
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return ExitCode.OK;
  }

  private static FutureTask<JsonNode> start(Callable<JsonNode> client) {
    FutureTask<JsonNode> task = new FutureTask<>(client);
    Thread asking = new Thread(task, "client");
    asking.setDaemon(true);
    asking.start();
    return task;
  }

  private JsonNode client(String program, String script, UvicornServer server, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    List<String> command =
        List.of(
            program,
            UvicornServer.script(script).toString(),
            server.uri().toString(),
            server.certificate().toString(),
            Integer.toString(users),
            Double.toString(SHORTEST_S),
            Double.toString(LONGEST_S),
            Integer.toString(seconds));
    return Json.mapper().readTree(Tools.run(command, log));
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

  private void compare(Findings findings, Lost driver, String name, JsonNode said) {
    Lost other = Lost.of(said);
    findings.figure(name + "_requests", other.requests(), "");
    findings.figure(
        name + "_failed_percent",
        other.percent(),
        other.failed() + " requests " + said.path("failures"));
    findings.atMost(
        name + "_difference_percent_points",
        Math.abs(driver.percent() - other.percent()),
        APART,
        "failures of the driver less those of %s, either way; chance alone makes %s in 1 of 100 runs"
            .formatted(name, Findings.number(driver.chance(other))));
  }

  /** What a client lost. */
  private record Lost(long requests, long failed) {
    static Lost of(Map<Outcome, Long> outcomes) {
      return new Lost(
          outcomes.values().stream().mapToLong(Long::longValue).sum(),
          outcomes.entrySet().stream()
              .filter(each -> each.getKey().failed())
              .mapToLong(Map.Entry::getValue)
              .sum());
    }

    static Lost of(JsonNode said) {
      long failed = 0;
      for (JsonNode count : said.path("failures")) {
        failed += count.asLong();
      }
      return new Lost(said.path("requests").asLong(), failed);
    }

    double percent() {
      return 100.0 * failed / requests;
    }

    /** What two shares that are the same differ by in 1 of 100 samples, in percentage points. */
    double chance(Lost other) {
      return NORMAL_99 * Math.sqrt(variance() + other.variance());
    }

    private double variance() {
      return percent() * (100 - percent()) / requests;
    }
  }
}
