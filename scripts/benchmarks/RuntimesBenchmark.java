import flowgauge.command.CommandLines;
import flowgauge.load.LoadException;
import flowgauge.load.Rehearsal;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.docker.DockerRuntime;
import flowgauge.serve.docker.EngineHosts;
import flowgauge.serve.process.ProcessRuntime;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Containers against processes: what running in them costs. */
@Command(
    name = "benchmark runtimes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Starts the same server and mock API in containers and as processes, with the same release of",
      "Python where the PATH has it, keeps both up, and puts a short load on one and on the other in",
      "turn, after an unjudged turn of each. Two turns are a pair; which side goes first changes",
      "from pair to pair, so that a drift of the machine's speed cancels. The first third of a turn,",
      "in which the users come, is not judged. Compares throughput, median and p99 by the median of",
      "the pairs' ratios, with its interval, and says which cores were used while the containers had",
      "the load: by the container engine and by whatever is no part of this, too. Run it with the",
      "machine otherwise idle; the first run sets up images and environments."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark runtimes                    12 pairs, some 11 minutes",
      "  ./jbang benchmark runtimes --rounds 24        a narrower interval",
      "  ./jbang benchmark runtimes --control          what equal processes differ by",
      "  ./jbang benchmark runtimes --rounds 6 --seconds 15 --users 100 --json",
      "",
      "Exit codes: 0 measured, 1 it could not be or a figure was missed, 2 wrong usage"
    })
class RuntimesBenchmark implements Callable<Integer> {
  private static final int SHORTEST_SECONDS = 3;

  /** Those of bench, unless others are asked for. */
  private static final MockSettings MOCK = new MockSettings(1, 1);

  private static final int THREADS = 4;
  private static final Duration WAIT_LEAST = Duration.ofSeconds(1);
  private static final Duration WAIT_MOST = Duration.ofSeconds(2);

  private static final String SECOND_SIDE = "processes";

  private static final Duration DRAIN = Duration.ofSeconds(120);

  @Option(
      names = "--scenario",
      defaultValue = "asgi-async",
      description = "which (${DEFAULT-VALUE})")
  String name;

  @Option(
      names = "--rounds",
      defaultValue = "12",
      description = "pairs of turns; drift cancels best in an even number (${DEFAULT-VALUE})")
  int rounds;

  @Option(names = "--seconds", defaultValue = "20", description = "of a turn (${DEFAULT-VALUE})")
  int seconds;

  @Option(names = "--users", defaultValue = "1000", description = "at once (${DEFAULT-VALUE})")
  int users;

  @Option(names = "--workers", defaultValue = "8", description = "gunicorn's (${DEFAULT-VALUE})")
  int workers;

  @Option(
      names = "--control",
      description = "processes beside other processes, in place of containers")
  boolean control;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  private final Findings findings = new Findings();
  private final PairedTurns<LoadTurn.Figures> turns = new PairedTurns<>();

  static int execute(String... args) {
    return CommandLines.of(new RuntimesBenchmark()).execute(args);
  }

  @Override
  public Integer call()
      throws IOException, InterruptedException, BenchmarkException, ServeException, LoadException {
    if (rounds < 1 || seconds < SHORTEST_SECONDS || users < 1 || workers < 1) {
      System.err.printf(
          "benchmark runtimes: --seconds takes %d or more, --rounds, --users, --workers 1 or more%n",
          SHORTEST_SECONDS);
      return ExitCode.USAGE;
    }
    Optional<Scenario> scenario = Scenarios.named(name);
    if (scenario.isEmpty()) {
      System.err.printf(
          "benchmark runtimes: no scenario is called '%s'; there are: %s%n",
          name, Scenarios.all().stream().map(Scenario::name).collect(Collectors.joining(" ")));
      return ExitCode.USAGE;
    }
    findings.noteOthers();
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    try {
      measure(scenario.get(), folder);
    } finally {
      DriverBenchmark.delete(folder);
    }
    boolean met = new TurnJudge(turns, firstSide(), findings).judge();
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return met ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void measure(Scenario scenario, Path folder)
      throws IOException, InterruptedException, BenchmarkException, ServeException, LoadException {
    Rehearsal.start();
    try (Server first = start(firstRuntime(), scenario, folder, "first");
        Server second =
            start(new ProcessRuntime(Python.of(python(first))), scenario, folder, "second")) {
      notePythons(python(first), python(second));
      Rehearsal.await();
      LoadTurn load = new LoadTurn(scenario, profile(), folder);
      tell("unjudged", firstSide(), load.on(first, second)); // what a server does but once
      tell("unjudged", SECOND_SIDE, load.on(second, first));
      for (int turn = 0; turn < 2 * rounds; turn++) {
        boolean ofFirst = turns.firstSideIsNext();
        LoadTurn.Figures figures = ofFirst ? load.on(first, second) : load.on(second, first);
        turns.add(figures);
        tell("pair " + (turn / 2 + 1), ofFirst ? firstSide() : SECOND_SIDE, figures);
        if (turn % 2 == 1) {
          tellPair(turn / 2);
        }
      }
    }
  }

  private ServerRuntime firstRuntime() throws BenchmarkException {
    if (control) {
      return new ProcessRuntime();
    }
    needEngineHere();
    return new DockerRuntime();
  }

  private Server start(ServerRuntime runtime, Scenario scenario, Path folder, String side)
      throws ServeException, InterruptedException {
    ServerSettings settings =
        new ServerSettings(
            new ServerSize(workers, THREADS, Optional.empty(), Optional.empty()),
            MOCK,
            ServerSettings.DEFAULT_PROMPTFLOW,
            ServerSettings.DEFAULT_BASE_IMAGE,
            ServerSettings.DEFAULT_START_TIMEOUT);
    return runtime.start(
        scenario,
        settings,
        folder.resolve(side + "-server.log"),
        folder.resolve(side + "-mock.log"),
        System.err::println);
  }

  private static void needEngineHere() throws BenchmarkException {
    Optional<String> obstacle = DockerEngine.usual().obstacle();
    if (obstacle.isPresent()) {
      throw new BenchmarkException(obstacle.get() + ": start a Docker engine, or use --control");
    }
    try {
      EngineHosts.of(System.getenv("DOCKER_HOST"), Optional.empty(), List.of());
    } catch (IllegalArgumentException elsewhere) {
      throw new BenchmarkException(
          "DOCKER_HOST leads to another machine: containers there can't be laid beside processes"
              + " here");
    }
  }

  /** All users come within its warm-up. */
  private LoadProfile profile() {
    Duration warmUp = Duration.ofSeconds(seconds).dividedBy(3);
    double spawnRate = users / (warmUp.toNanos() / 1e9);
    return new LoadProfile(
        List.of(new LoadProfile.Users(users, spawnRate, Duration.ofSeconds(seconds).minus(warmUp))),
        WAIT_LEAST,
        WAIT_MOST,
        LoadProfile.Arrivals.UNIFORM,
        LoadProfile.Connections.PER_USER,
        users,
        DRAIN,
        Duration.ofSeconds(10),
        warmUp,
        DRAIN,
        false,
        1);
  }

  private String firstSide() {
    return control ? "other processes" : "containers";
  }

  private static String python(Server server) {
    return server.versions().getOrDefault("python", "unknown");
  }

  private void notePythons(String containers, String processes) {
    if (!containers.equals(processes)) {
      findings.note(
          "Python is %s in containers and %s, as no other is on the PATH, in processes: the ratios hold that difference, too"
              .formatted(containers, processes));
    }
  }

  private static void tell(String turn, String side, LoadTurn.Figures figures) {
    System.err.printf(
        Locale.ROOT,
        "%-8s %-15s %6.1f req/s  median %,.0f ms  p99 %,.0f ms  cores: server %.2f mock %.2f"
            + " driver %.2f engine %.3f other %.3f idle side %.3f of host %.2f%s%n",
        turn,
        side,
        figures.perSecond(),
        figures.medianMs(),
        figures.p99Ms(),
        figures.cores("server"),
        figures.cores("mock"),
        figures.cores("driver"),
        figures.engineCores(),
        figures.cores("other"),
        figures.idleCores(),
        figures.cores("host"),
        figures.failed() == 0 ? "" : "  failed: " + figures.failed());
  }

  private void tellPair(int pair) {
    System.err.printf(
        Locale.ROOT,
        "pair %-3d %s over processes: throughput %.3f  median %.3f  p99 %.3f%n",
        pair + 1,
        firstSide(),
        turns.ratios(LoadTurn.Figures::perSecond)[pair],
        turns.ratios(LoadTurn.Figures::medianMs)[pair],
        turns.ratios(LoadTurn.Figures::p99Ms)[pair]);
  }
}
