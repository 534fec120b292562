///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES Bench.java
//SOURCES Capacity.java
//SOURCES flowgauge/sweep/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Djava.awt.headless=true -Dio.netty.leakDetection.level=disabled

import flowgauge.analyze.grid.CapacityGrid;
import flowgauge.analyze.grid.CapacityGridReader;
import flowgauge.analyze.grid.CapacityGridText;
import flowgauge.analyze.grid.Grid;
import flowgauge.analyze.grid.GridReader;
import flowgauge.analyze.grid.GridText;
import flowgauge.capacity.Objective;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import flowgauge.sweep.SweepCharts;
import flowgauge.sweep.SweepOrder;
import flowgauge.sweep.SweepRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Benches a grid of settings, or searches their capacities, and says which one to take. */
@Command(
    name = "sweep",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    customSynopsis = "sweep [OPTIONS] [-- OPTIONS OF BENCH OR CAPACITY]",
    description = {
      "Benches every combination of workers, threads and engine under the same load, one after the "
          + "other, and says which is the cheapest within 5 %% of the best, and what a model that "
          + "is calibrated by one setting of each engine predicts for the others.",
      "With --capacity it searches of each the highest load that keeps the objectives of --slo, "
          + "and the setting to take is the cheapest within 5 %% of the highest.",
      "What stands behind -- goes to each bench, or to each search."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang sweep --workers 1,2,4 --threads 1,4,8 --engine wsgi,asgi --users 60",
      "  ./jbang sweep --workers 2,4 --engine asgi --users 200 --repeats 3 \\",
      "      -- --runtime process",
      "  ./jbang sweep --workers 1,2 --threads 4 --engine wsgi \\",
      "      -- --flow my-flow --duration 60s",
      "  ./jbang sweep --capacity --slo 'p95 < 2s' --workers 1,2,4 --threads 4,8",
      "  ./jbang sweep --capacity --slo 'p99 < 500ms' --engine asgi \\",
      "      -- --open --budget 5m",
      "  ./jbang sweep --resume datasets/runs/20261124T115043Z-sweep \\",
      "      -- --runtime process",
      "",
      "A sweep that was stopped is gone on with by --resume and the same options behind --; of a "
          + "complete one --resume prints the table again.",
      "",
      "Exit codes: 0 done, 1 a setting failed, 2 wrong usage, 130 interrupted"
    })
class Sweep extends Alias {
  private static final int MOST = 1_000;

  /** What each run is told by the sweep, or would keep it from running. */
  private static final List<String> OWN =
      List.of(
          "--workers",
          "--threads",
          "--engine",
          "--users",
          "--rate",
          "--stage",
          "--name",
          "--out",
          "--resume",
          "--slo",
          "--help",
          "-h");

  /** What stands in a sweep's plan. */
  private static final List<String> PLANNED =
      List.of("--workers", "--threads", "--engine", "--users", "--repeats", "--capacity", "--slo");

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4",
      description = "processes, several with commas between (${DEFAULT-VALUE})")
  List<Integer> workers;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,4,8",
      description = "request threads a worker (${DEFAULT-VALUE}); without effect on asgi")
  List<Integer> threads;

  @Option(
      names = "--engine",
      split = ",",
      paramLabel = "ENGINE",
      defaultValue = "wsgi,asgi",
      description = "wsgi, asgi, or scenarios by name (${DEFAULT-VALUE})")
  List<String> engines;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "60",
      description = "of each bench (${DEFAULT-VALUE})")
  int users;

  @Option(
      names = "--capacity",
      description = "search each setting's capacity, in place of one load for all")
  boolean capacity;

  @Option(
      names = "--slo",
      paramLabel = "'OBJECTIVE'",
      description = "with --capacity: what it keeps, as 'p95 < 2s'; repeatable ('p95 < 2s')")
  List<String> objectives = List.of();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often each setting is run (${DEFAULT-VALUE})")
  int repeats;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the order (${DEFAULT-VALUE})")
  long seed;

  @Option(names = "--out", paramLabel = "DIR", description = "the sweep's folder, new or empty")
  Path out;

  @Option(names = "--resume", paramLabel = "DIR", description = "go on with a stopped sweep")
  Path resume;

  @Option(names = "--json", description = "print the table for programs")
  boolean json;

  @Parameters(arity = "0..*", hidden = true)
  List<String> bench = List.of();

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Sweep()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    check();
    Path folder = resume == null ? begin() : resume;
    SweepInfo sweep = SweepInfo.read(folder);
    boolean left = sweep.cells().stream().anyMatch(cell -> !GridReader.complete(folder, cell));
    int code = 0;
    if (left) {
      TerminalText.print(
          System.err,
          "sweep: %d runs in %s; when stopped, --resume %s goes on"
              .formatted(sweep.cells().size(), folder, folder));
      SweepRun run =
          new SweepRun(
              folder,
              sweep,
              bench,
              sweep.objectives().isPresent() ? Capacity::execute : Bench::execute);
      code = run.execute();
      if (code == 2) {
        return code;
      }
      if (run.failed() > 0) {
        TerminalText.print(
            System.err,
            "sweep: %d runs failed; --resume %s runs them once more"
                .formatted(run.failed(), folder));
      }
    }
    TerminalText.print(
        System.out, sweep.objectives().isPresent() ? capacities(folder) : grid(folder));
    TerminalText.print(json ? System.err : System.out, "Sweep: " + folder);
    return code;
  }

  private String grid(Path folder) throws IOException {
    Grid grid = GridReader.read(folder);
    SweepCharts.write(folder, grid);
    return json ? Json.mapper().writeValueAsString(grid) : GridText.of(grid);
  }

  private String capacities(Path folder) throws IOException {
    CapacityGrid grid = CapacityGridReader.read(folder);
    SweepCharts.write(folder, grid);
    return json ? Json.mapper().writeValueAsString(grid) : CapacityGridText.of(grid);
  }

  private Path begin() throws IOException {
    List<String> subjects =
        SweepRun.ownSubject(bench) ? engines : engines.stream().map(SweepRun::scenario).toList();
    List<Cell> cells = SweepOrder.of(subjects, workers, threads, repeats, seed);
    Path folder = out;
    Instant begun = Instant.now();
    if (folder == null) {
      Path runs = RunNames.datasets().orElse(Path.of("datasets")).resolve("runs");
      folder = RunFolder.create(runs, "sweep", begun).path();
    } else {
      SweepInfo.settle(folder);
    }
    Optional<List<String>> kept =
        capacity
            ? Optional.of(objectives.isEmpty() ? List.of("p95 < 2s") : objectives)
            : Optional.empty();
    new SweepInfo(SweepInfo.SCHEMA, begun, seed, capacity ? 0 : users, kept, cells).write(folder);
    return folder;
  }

  private void check() {
    require(workers.stream().allMatch(w -> w > 0 && w <= MOST), "--workers takes 1 to " + MOST);
    require(threads.stream().allMatch(t -> t > 0 && t <= MOST), "--threads takes 1 to " + MOST);
    require(users > 0 && users <= 100_000, "--users takes 1 to 100,000");
    require(repeats > 0 && repeats <= 100, "--repeats takes 1 to 100");
    require(
        engines.stream().allMatch(e -> e.matches("(wsgi|asgi)(-[a-z]+)?")),
        "--engine takes wsgi, asgi, or scenarios such as wsgi-async");
    require(
        !SweepRun.ownSubject(bench) || engines.stream().allMatch(e -> e.matches("wsgi|asgi")),
        "--engine takes wsgi and asgi with a flow or application of yours");
    require(distinct(workers) && distinct(threads) && distinct(engines), "a value is named twice");
    require(
        out == null || resume == null, "--resume goes on in the folder that is there: no --out");
    require(capacity || objectives.isEmpty(), "--slo goes with --capacity");
    require(!capacity || !matched("--users"), "--users is what --capacity searches: leave one out");
    objectives.forEach(this::objective);
    for (String own : OWN) {
      require(!told(own), own + " is the sweep's own: leave it out behind --");
    }
    require(!told("--url"), "a sweep starts the servers that it compares: no --url");
    for (String grid : PLANNED) {
      require(
          resume == null || !matched(grid),
          grid + " stands in the plan of the sweep that --resume goes on with: leave it out");
    }
    require(
        bench.isEmpty() || bench.get(0).startsWith("-"),
        "'%s' is no option; scenarios are named by --engine, and options of bench stand behind --"
            .formatted(bench.isEmpty() ? "" : bench.get(0)));
  }

  private void objective(String text) {
    try {
      Objective.of(text);
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong.getMessage());
    }
  }

  private boolean matched(String option) {
    return line().getParseResult().hasMatchedOption(option);
  }

  private boolean told(String option) {
    return bench.stream().anyMatch(it -> it.equals(option) || it.startsWith(option + "="));
  }

  private static boolean distinct(List<?> values) {
    return values.stream().distinct().count() == values.size();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw wrong(otherwise);
    }
  }
}
