import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The load driver against its peers. */
@Command(
    name = "benchmark driver",
    sortOptions = false,
    description = {
      "Measures the load driver against wrk and other load drivers on this machine: clients on one",
      "core, the server on another, 64 keep-alive connections, POST of 60 bytes, 70 bytes of JSON",
      "back. Takes about ten minutes and should have the machine to itself."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark driver                            all of it",
      "  ./jbang benchmark driver --only wrk,recording       these parts alone",
      "  ./jbang benchmark driver --only wrk --runs 1 --seconds 3",
      "  ./jbang benchmark driver --json > driver.json       figures by name",
      "",
      "Exit codes: 0 measured, 1 it could not be, 2 wrong usage"
    })
class DriverBenchmark extends Alias {
  enum Name {
    WRK,
    RECORDING,
    PEERS,
    OPEN,
    SAMPLES,
    CONNECTIONS
  }

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "of wrk, recording, peers, open, samples, connections; more with commas")
  Set<Name> only = EnumSet.allOf(Name.class);

  @Option(names = "--runs", defaultValue = "5", description = "runs of a side (${DEFAULT-VALUE})")
  int runs;

  @Option(
      names = "--peer-runs",
      defaultValue = "3",
      description = "runs of each other load driver (${DEFAULT-VALUE})")
  int peerRuns;

  @Option(names = "--seconds", defaultValue = "10", description = "of a run (${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "of load ahead of each run of flowgauge's driver (${DEFAULT-VALUE})")
  int warmUp;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  static int execute(String... args) {
    return CommandLines.of(new DriverBenchmark()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, BenchmarkException {
    if (runs < 1 || peerRuns < 1 || seconds < 1 || warmUp < 0) {
      System.err.println("benchmark driver: --runs, --peer-runs and --seconds are 1 or more");
      return ExitCode.USAGE;
    }
    Findings findings = new Findings();
    Cores cores = Cores.choose();
    findings.noteOthers();
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    boolean measured = false;
    try (HttpServer server = HttpServer.start(cores.server(), folder)) {
      Setting setting = new Setting(cores, folder, server, runs, peerRuns, seconds, warmUp);
      notes(setting, findings);
      for (Map.Entry<String, Setting.Part> part : parts().entrySet()) {
        try {
          part.getValue().measure(setting, findings);
          measured = true;
        } catch (BenchmarkException why) {
          findings.leaveOut(part.getKey(), why.getMessage());
        }
      }
    } finally {
      delete(folder);
    }
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return measured ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Map<String, Setting.Part> parts() {
    Map<String, Setting.Part> parts = new LinkedHashMap<>();
    if (only.contains(Name.WRK) || only.contains(Name.RECORDING)) {
      parts.put("wrk", new AgainstWrk(only.contains(Name.WRK), only.contains(Name.RECORDING)));
    }
    if (only.contains(Name.PEERS)) {
      parts.put("peers", new AgainstPeers());
    }
    if (only.contains(Name.OPEN)) {
      parts.put("open model", new OpenModel());
    }
    if (only.contains(Name.SAMPLES)) {
      parts.put("ten million samples", new TenMillion());
    }
    if (only.contains(Name.CONNECTIONS)) {
      parts.put("connections", new Crowd());
    }
    return parts;
  }

  private static void notes(Setting setting, Findings findings) {
    findings.note(
        ("server %s; %s; %d connections; runs of %d s; flowgauge's driver is first warmed up by"
                + " the same load for %d s, not counted; its CPU holds the writer, the JIT and the"
                + " GC")
            .formatted(
                setting.server().kind(),
                setting.cores().pinned()
                    ? "clients on core %d, server on core %d"
                        .formatted(setting.cores().client(), setting.cores().server())
                    : "nothing pinned (that takes two cores and taskset)",
                Setting.CONNECTIONS,
                setting.seconds(),
                setting.warmUpSeconds()));
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
