import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.record.DriverVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** How far this machine's driver goes before its own verdict speaks against it. */
@Command(
    name = "benchmark ceiling",
    sortOptions = false,
    description = {
      "Measures the driver on one core against a server that costs next to nothing on another, at",
      "rising rates and then closed, and says up to which rate its verdict on itself is valid."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark ceiling",
      "  ./jbang benchmark ceiling --rates 1000,50000,100000 --seconds 5",
      "  ./jbang benchmark ceiling --json",
      "",
      "Exit codes: 0 measured, 1 it could not be, 2 wrong usage"
    })
class CeilingBenchmark extends Alias {
  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "RATE",
      defaultValue =
          "1000,10000,20000,30000,40000,50000,60000,70000,80000,90000,100000,110000,120000,140000",
      description = "requests a second of the open runs, rising (${DEFAULT-VALUE})")
  List<Double> rates;

  @Option(names = "--seconds", defaultValue = "5", description = "of a run (${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "of the same load ahead of each run (${DEFAULT-VALUE})")
  int warmUp;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  private final Findings findings = new Findings();

  static int execute(String... args) {
    return CommandLines.of(new CeilingBenchmark()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, BenchmarkException {
    if (seconds < 1 || warmUp < 0 || rates.stream().anyMatch(rate -> rate <= 0)) {
      System.err.println("benchmark ceiling: rates are above 0, --seconds 1 or more");
      return ExitCode.USAGE;
    }
    Cores cores = Cores.choose();
    findings.noteOthers();
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    try (HttpServer server = HttpServer.own(cores.server(), folder)) {
      findings.note(
          "driver and server %s; each run %d s after %d s of the same load, in a fresh JVM"
              .formatted(
                  cores.pinned()
                      ? "on a core each"
                      : "not pinned: that takes two cores and taskset",
                  seconds,
                  warmUp));
      measure(new DriverSide(cores.client(), folder, warmUp), server);
    } finally {
      DriverBenchmark.delete(folder);
    }
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return ExitCode.OK;
  }

  private void measure(DriverSide driver, HttpServer server)
      throws IOException, InterruptedException, BenchmarkException {
    double best = 0;
    DrivenLoad.Figures atBest = null;
    int spoilt = 0;
    for (double rate : rates) {
      DrivenLoad.Figures figures = driver.open(server.uri(), rate, seconds);
      tell("open %,9.0f req/s".formatted(rate), figures);
      if (figures.verdict().verdict() == DriverVerdict.Kind.VALID) {
        best = rate;
        atBest = figures;
        spoilt = 0;
      } else if (++spoilt == 2) {
        break;
      }
    }
    DrivenLoad.Figures closed = driver.closed(server.uri(), Setting.CONNECTIONS, seconds, true);
    tell("closed, %d users".formatted(Setting.CONNECTIONS), closed);
    findings.figure("ceiling_requests_per_second", best, "highest open rate with verdict valid");
    if (atBest != null) {
      findings.figure("ceiling_loop_cpu_cores", atBest.loopCpuCores(), "the event loop's there");
      findings.figure("ceiling_lateness_p50_us", atBest.latenessUs().get("p50"), "us late there");
      findings.figure("ceiling_lateness_p99_us", atBest.latenessUs().get("p99"), "us late there");
      findings.figure("ceiling_lateness_max_us", atBest.latenessUs().get("max"), "us late there");
    }
    findings.figure("closed_requests_per_second", closed.rate(), "closed, without wait");
    findings.figure("closed_loop_cpu_cores", closed.loopCpuCores(), "the event loop's");
  }

  private static void tell(String what, DrivenLoad.Figures figures) {
    System.err.printf(
        "%-20s %,8.0f/s  loop %.2f cores  late p50 %,d p99 %,d max %,d us  %s %s%n",
        what,
        figures.sent() / figures.seconds(),
        figures.loopCpuCores(),
        figures.latenessUs().get("p50"),
        figures.latenessUs().get("p99"),
        figures.latenessUs().get("max"),
        figures.verdict().verdict().name().toLowerCase(Locale.ROOT),
        figures.verdict().signs().stream()
            .filter(DriverVerdict.Sign::tripped)
            .map(sign -> "%s %.3g".formatted(sign.name(), sign.value()))
            .collect(Collectors.joining(", ")));
  }
}
