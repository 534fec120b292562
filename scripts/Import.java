///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.xerial:sqlite-jdbc:3.50.3.0
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g

import flowgauge.analyze.foreign.Importers;
import flowgauge.analyze.group.GroupText;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Importer;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.ProgressLine;
import flowgauge.command.TerminalText;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ToldInfo;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a run of what another tool recorded, to analyze, compare and report on. */
@Command(
    name = "import",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    description =
        "Makes a run of what another tool recorded. Looks at the file and knows what it is, gzipped"
            + " or not. What the file does not hold is told by options; what is not told stays"
            + " unknown.",
    footer = {
      "",
      "Examples:",
      "  ./jbang import results/pf_static_sync --wait-time 1s..2s \\",
      "      --workers 8 --threads 8 --service-time 1.25s      Locust's, by its --csv prefix",
      "  ./jbang import results.jtl.gz --only checkout         JMeter's, one label",
      "  ./jbang import k6.json --rate 200                     k6's, of an arrival rate",
      "  ./jbang import log.csv --map start=ts,duration=took:us,status=code",
      "",
      "Exit codes: 0 done, 1 the file can't be read, 2 wrong usage"
    })
class Import extends Alias {
  @Parameters(paramLabel = "FILE", description = "the file, or what Locust was given with --csv")
  String file;

  @Option(names = "--only", paramLabel = "LABEL", description = "requests of this name alone")
  Optional<String> only = Optional.empty();

  @Option(names = "--users", description = "virtual users (the most that the file saw)")
  Optional<Integer> users = Optional.empty();

  @Option(names = "--rate", description = "arrivals a second, if the load came on a schedule")
  Optional<Double> rate = Optional.empty();

  @Option(names = "--wait-time", paramLabel = "1s..2s", description = "a user's wait")
  String waitTime;

  @Option(names = "--engine", paramLabel = "wsgi|asgi", description = "wsgi if --threads is told")
  Optional<String> engine = Optional.empty();

  @Option(names = "--workers", description = "worker processes of the server")
  Optional<Integer> workers = Optional.empty();

  @Option(names = "--threads", description = "request threads per worker")
  Optional<Integer> threads = Optional.empty();

  @Option(names = "--service-time", paramLabel = "1.25s", description = "of an uncontended request")
  String serviceTime;

  @Option(
      names = "--stamps",
      paramLabel = "start|end",
      description = "what JMeter's timeStamp is of (found out where the file tells it)")
  Optional<String> stamps = Optional.empty();

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "IS=COLUMN",
      description = "a plain CSV file's columns: start=ts,duration=ms,status=code")
  Map<String, String> map = new LinkedHashMap<>();

  @Option(names = "--name", description = "of the scenario (the file's name)")
  String name;

  @Option(names = "--out", paramLabel = "FOLDER", description = "new or empty (datasets/runs/...)")
  Path out;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Import()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    Told told = told();
    Source source = Importers.source(file);
    Importer importer = Importers.of(source, told);
    RunFolder folder = folder(told.scenario());
    try (ProgressLine progress = new ProgressLine("import")) {
      Imported imported = Importers.into(importer, source, told, folder, progress::at);
      progress.close();
      TerminalText.print(System.out, importer.name() + ": imported into " + folder.path());
      imported.notes().forEach(note -> TerminalText.print(System.out, "  ! " + note));
      imported
          .labels()
          .forEach(
              (scenario, table) ->
                  TerminalText.print(System.out, "\n" + scenario + "\n" + GroupText.of(table)));
    }
    TerminalText.print(System.out, "Next: ./jbang analyze " + folder.path());
    return 0;
  }

  private Told told() {
    String[] wait = waitTime == null ? new String[0] : waitTime.split("\\.\\.", 2);
    if (stamps.filter(it -> !it.equals("start") && !it.equals("end")).isPresent()) {
      throw wrong("--stamps takes start or end");
    }
    String scenario = name != null ? name : plainName();
    if (!scenario.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw wrong("--name takes letters, digits, dots, dashes and underscores");
    }
    double service = serviceTime == null ? Double.NaN : seconds("--service-time", serviceTime);
    try {
      new ToldInfo(
              engine,
              workers,
              threads,
              Optional.of(service).filter(s -> !Double.isNaN(s)),
              Optional.empty())
          .checked();
    } catch (IllegalArgumentException impossible) {
      throw wrong(impossible.getMessage());
    }
    if (users.orElse(1) < 1 || !(rate.orElse(1.0) > 0)) {
      throw wrong("--users and --rate take numbers above 0");
    }
    double min = wait.length == 0 ? Double.NaN : seconds("--wait-time", wait[0]);
    double max = wait.length < 2 ? min : seconds("--wait-time", wait[1]);
    if (max < min) {
      throw wrong("--wait-time takes the shorter time first");
    }
    return new Told(
        scenario, only, users, rate, min, max, engine, workers, threads, service, stamps, map);
  }

  /** The file's name without its endings, as a scenario may be called. */
  private String plainName() {
    Path last = Path.of(file).getFileName();
    String plain =
        (last == null ? "imported" : last.toString())
            .replaceAll(
                "(?i)(_stats|_stats_history)?\\.(csv|jtl|jsonl|json|hlog|hgrm|db)(\\.gz)?$", "")
            .replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.matches("[A-Za-z0-9_].*")
        ? plain.substring(0, Math.min(100, plain.length()))
        : "imported";
  }

  private RunFolder folder(String scenario) throws IOException {
    if (out != null) {
      try {
        return RunFolder.createAt(out);
      } catch (FileAlreadyExistsException taken) {
        throw new IOException("--out " + out + " holds something already: name a new folder");
      }
    }
    Path runs = RunNames.datasets().orElse(Path.of("datasets")).resolve("runs");
    return RunFolder.create(runs, scenario, Instant.now());
  }
}
