///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g

import flowgauge.analyze.AnalysisText;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.Tables;
import flowgauge.analyze.group.Grouping;
import flowgauge.analyze.group.InputGroups;
import flowgauge.analyze.group.Labels;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.Failures;
import flowgauge.command.TerminalText;
import flowgauge.record.Json;
import flowgauge.record.PlanInfo;
import flowgauge.record.PlanInfo.InputInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ToldInfo;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what limited a run, from its samples. */
@Command(
    name = "analyze",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    description = {
      "Says from a run's samples whether load piled up, what limited it and why requests failed.",
      "Writes analysis.json, and tables as CSV, into the run's folder."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang analyze                        the newest run in datasets/runs",
      "  ./jbang analyze article                a recorded one",
      "  ./jbang analyze RUN --by language      a row a value of a field of its inputs",
      "  ./jbang analyze RUN --engine wsgi --workers 2 --threads 4   what its server was",
      "  ./jbang analyze datasets/runs/20261124T115043Z-quick --interval 5 --json",
      "",
      "Exit codes: 0 done, 1 the run can't be analyzed, 2 wrong usage"
    })
class Analyze extends Alias {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "a run's folder, or its name below datasets/runs or datasets/recorded")
  String run;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "step of the interval table (${DEFAULT-VALUE})")
  double interval;

  @Option(
      names = "--target",
      paramLabel = "MS",
      description = "response time up to which a success counts as goodput (any)")
  double target = Double.POSITIVE_INFINITY;

  @Option(
      names = "--only",
      paramLabel = "LABEL",
      description = "requests of this name alone, of an imported run with several")
  Optional<String> only = Optional.empty();

  @ArgGroup(
      exclusive = false,
      heading = "%nTell it about a server that flowgauge did not start; run.json keeps it:%n")
  Told told = new Told();

  static final class Told {
    @Option(
        names = "--engine",
        paramLabel = "wsgi|asgi",
        description = "request threads, or an event loop")
    Optional<String> engine = Optional.empty();

    @Option(names = "--workers", paramLabel = "N", description = "worker processes")
    Optional<Integer> workers = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "request threads a worker")
    Optional<Integer> threads = Optional.empty();

    @Option(
        names = "--service-time",
        paramLabel = "TIME",
        description = "mean time of a request that has the server to itself, as 1.25s or 50ms")
    Optional<String> serviceTime = Optional.empty();

    @Option(names = "--cores", paramLabel = "N", description = "CPU cores that it may use")
    Optional<Double> cores = Optional.empty();
  }

  @Option(
      names = "--steady",
      description = "show the steady phase's own throughput and times too; the rest is whole load")
  boolean steady;

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description = "the requests apart, by this field of the line of inputs that each sent")
  String by;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "the file of inputs, where it is not the run's own any more")
  Path data;

  @Option(names = "--json", description = "print analysis.json instead of text")
  boolean json;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Analyze()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    if (!(interval >= 0.1 && interval <= 3600)) {
      throw wrong("--interval takes 0.1 to 3600 seconds");
    }
    RunFolder folder = run == null ? RunNames.newest() : RunNames.find(run);
    RunInfo info = told(folder);
    if (by == null && data != null) {
      throw wrong("--data goes with --by FIELD");
    }
    Grouping.Finder finder = by == null ? Labels::of : inputs(info);
    RunAnalysis analysis = new Analyzer(interval, target, finder, only).run(folder, info);
    if (by != null
        && analysis.scenarios().values().stream().noneMatch(it -> it.groups().isPresent())) {
      throw new IOException(
          "--by: no two requests sent lines of inputs that differ in '" + by + "'");
    }
    TerminalText.print(
        System.out,
        json ? Json.mapper().writeValueAsString(analysis) : AnalysisText.of(analysis, steady));
    write(folder, analysis);
    return 0;
  }

  private Grouping.Finder inputs(RunInfo info) throws IOException {
    Path file =
        Optional.ofNullable(data)
            .or(() -> info.plan().flatMap(PlanInfo::input).flatMap(InputInfo::data).map(Path::of))
            .orElseThrow(
                () ->
                    new IOException(
                        "--by: this run's requests were not made of a file of inputs (--data)"));
    Optional<Grouping> groups = Optional.of(InputGroups.read(file, by));
    return (folder, scenario) -> groups;
  }

  /** The run with what is told of its servers, and kept so. */
  private RunInfo told(RunFolder folder) throws IOException {
    ToldInfo facts;
    try {
      facts =
          new ToldInfo(
                  told.engine,
                  told.workers,
                  told.threads,
                  told.serviceTime.map(time -> seconds("--service-time", time)),
                  told.cores)
              .checked();
    } catch (IllegalArgumentException impossible) {
      throw wrong(impossible.getMessage());
    }
    RunInfo info = folder.read();
    if (facts.equals(ToldInfo.NOTHING)) {
      return info;
    }
    if (info.scenarios().stream().allMatch(it -> it.server().ownStart())) {
      throw wrong(
          "flowgauge started this run's servers and knows their size: leave out what tells of it");
    }
    RunInfo next = facts.into(info);
    try {
      if (info.status() != RunInfo.Status.RUNNING) {
        folder.write(next);
      }
    } catch (IOException sealed) {
      TerminalText.print(System.err, "analyze: what is told is not kept: " + sealed.getMessage());
    }
    return next;
  }

  private void write(RunFolder folder, RunAnalysis analysis) throws IOException {
    try {
      Tables.write(folder, analysis);
      if (!json) {
        TerminalText.print(
            System.out, "Written to " + folder.analysis() + " and the CSV files beside samples");
      }
    } catch (FileSystemException failed) {
      if (!sealed(failed)) {
        throw new IOException("can't write " + Failures.words(failed), failed);
      }
      TerminalText.print(
          System.err,
          "analyze: nothing is kept in " + folder.path() + " (" + Failures.words(failed) + ")");
    }
  }

  /** Somebody else's folder, or a read-only one: no reason not to look at it. */
  private static boolean sealed(FileSystemException failed) {
    return failed instanceof AccessDeniedException
        || String.valueOf(failed.getReason()).contains("Read-only");
  }
}
