import flowgauge.analyze.Analyzer;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.intervals.PartCores;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.command.CommandLines;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
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
      "Benches the same scenario in containers and as processes, in turns, and compares the steady",
      "phases: throughput, median and p99, and the cores that the container engine and whatever is",
      "no part of the run used. Run it with the machine otherwise idle, and once before, as the",
      "first run sets up images and environments."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark runtimes",
      "  ./jbang benchmark runtimes --rounds 1 --seconds 45 --json",
      "",
      "Exit codes: 0 measured, 1 it could not be or a figure was missed, 2 wrong usage"
    })
class RuntimesBenchmark implements Callable<Integer> {
  /** What containers may cost in throughput and times. */
  private static final double WITHIN = 0.05;

  private static final double ENGINE_CORES = 0.05;

  /** All users are there after this. */
  private static final int SPAWN_SECONDS = 10;

  private static final String REST = "of the host, used by no part of the run";

  @Option(
      names = "--scenario",
      defaultValue = "asgi-async",
      description = "which (${DEFAULT-VALUE})")
  String scenario;

  @Option(names = "--rounds", defaultValue = "3", description = "each both ways (${DEFAULT-VALUE})")
  int rounds;

  @Option(names = "--seconds", defaultValue = "45", description = "of a run (${DEFAULT-VALUE})")
  int seconds;

  @Option(names = "--users", defaultValue = "1000", description = "at once (${DEFAULT-VALUE})")
  int users;

  @Option(names = "--workers", defaultValue = "8", description = "gunicorn's (${DEFAULT-VALUE})")
  int workers;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  private final Findings findings = new Findings();

  /** A run's steady phase. */
  private record Side(
      double perSecond, double medianMs, double p99Ms, PartCores cores, String python) {}

  static int execute(String... args) {
    return CommandLines.of(new RuntimesBenchmark()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, BenchmarkException {
    if (rounds < 1 || seconds < 10 || users < 1 || workers < 1) {
      System.err.println(
          "benchmark runtimes: --seconds takes 10 or more, --rounds, --users, --workers 1 or more");
      return ExitCode.USAGE;
    }
    findings.noteOthers();
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    List<Side> docker = new ArrayList<>();
    List<Side> process = new ArrayList<>();
    try {
      for (int round = 0; round < rounds; round++) {
        // who goes first changes, so that a drift of the machine's meets both
        for (int turn = 0; turn < 2; turn++) {
          boolean containers = round % 2 == turn;
          String runtime = containers ? "docker" : "process";
          Side side = run(folder.resolve(round + "-" + runtime), runtime);
          (containers ? docker : process).add(side);
          tell(runtime, side);
        }
      }
    } finally {
      DriverBenchmark.delete(folder);
    }
    notePythons(docker.get(0).python(), process.get(0).python());
    boolean met =
        ratio("throughput_ratio", docker, process, Side::perSecond)
            & ratio("median_ratio", docker, process, Side::medianMs)
            & ratio("p99_ratio", docker, process, Side::p99Ms);
    double engine = cores("engine_cores", docker, side -> side.cores().engine());
    findings.atMost("engine_cores", engine, ENGINE_CORES, "the engine's, in containers");
    ToDoubleFunction<Side> other = side -> side.cores().other();
    findings.figure("other_cores_docker", cores("other_cores_docker", docker, other), REST);
    findings.figure("other_cores_process", cores("other_cores_process", process, other), REST);
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return met && engine <= ENGINE_CORES ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void notePythons(String docker, String process) {
    if (!docker.equals(process)) {
      findings.note(
          "Python is %s in containers and %s in processes: the ratios hold that difference, too"
              .formatted(docker, process));
    }
  }

  private Side run(Path out, String runtime)
      throws IOException, InterruptedException, BenchmarkException {
    Path home = Path.of(Optional.ofNullable(System.getenv("FLOWGAUGE_HOME")).orElse(""));
    List<String> command =
        List.of(
            home.toAbsolutePath().resolve("jbang").toString(),
            "bench",
            scenario,
            "--runtime=" + runtime,
            "--users=" + users,
            "--spawn-rate=" + Math.max(1, users / SPAWN_SECONDS),
            "--workers=" + workers,
            "--duration=" + seconds + "s",
            "--out=" + out,
            "--no-report");
    Path log = Files.createTempFile("flowgauge-benchmark", ".log");
    Process bench =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (bench.waitFor() != 0) {
        List<String> said = Files.readAllLines(log);
        throw new BenchmarkException(
            "bench --runtime %s failed: %s"
                .formatted(
                    runtime,
                    String.join("; ", said.subList(Math.max(0, said.size() - 2), said.size()))));
      }
    } finally {
      bench.destroy();
      Files.delete(log);
    }
    return steady(RunFolder.open(out));
  }

  private Side steady(RunFolder folder) throws IOException, BenchmarkException {
    RunInfo run = folder.read();
    List<String> warnings = new ArrayList<>();
    Intervals intervals = Analyzer.DEFAULT.intervals(folder, run.scenarios().get(0), warnings);
    Quantiles times = Quantiles.ofRun();
    double length = 0;
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.phase(i) == Phase.STEADY) {
        times.add(intervals.responses(i));
        length += intervals.column(Intervals.SECONDS)[i];
      }
    }
    if (times.count() == 0) {
      throw new BenchmarkException(
          "no request succeeded in the steady phase: give it more --seconds");
    }
    return new Side(
        times.count() / length,
        times.percentile(50) / 1e3,
        times.percentile(99) / 1e3,
        PartCores.steady(intervals),
        run.versions().getOrDefault("python", "unknown"));
  }

  private static void tell(String runtime, Side side) {
    PartCores cores = side.cores();
    System.err.printf(
        Locale.ROOT,
        "%-8s %6.1f req/s  median %,.0f ms  p99 %,.0f ms  cores: server %.2f mock %.2f driver %.2f"
            + " engine %.3f other %.3f of host %.2f%n",
        runtime,
        side.perSecond(),
        side.medianMs(),
        side.p99Ms(),
        cores.server(),
        cores.mock(),
        cores.driver(),
        cores.engine(),
        cores.other(),
        cores.host());
  }

  /** Containers' figure over processes', the median of the rounds'. */
  private boolean ratio(
      String name, List<Side> docker, List<Side> process, ToDoubleFunction<Side> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      ratios.add(figure.applyAsDouble(docker.get(i)) / figure.applyAsDouble(process.get(i)));
    }
    double median = Findings.median(ratios);
    findings.runs(name, ratios);
    findings.within(name, median, 1 - WITHIN, 1 + WITHIN, "containers over processes");
    return Math.abs(median - 1) <= WITHIN;
  }

  private double cores(String name, List<Side> sides, ToDoubleFunction<Side> part) {
    List<Double> cores = sides.stream().mapToDouble(part).boxed().toList();
    findings.runs(name, cores);
    return Findings.median(cores);
  }
}
