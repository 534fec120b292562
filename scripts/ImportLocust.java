///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC

import flowgauge.analyze.foreign.LocustImport;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a run of Locust's CSV files, to analyze, compare and report on. */
@Command(
    name = "import-locust",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Makes a run of PREFIX_stats.csv and PREFIX_stats_history.csv (and _failures, _exceptions)"
            + " of any Locust 2.x. What the files don't hold is told by options; what is not told"
            + " stays unknown.",
    footer = {
      "",
      "Examples:",
      "  ./jbang import-locust results/pf_static_sync --wait-time 1s..2s \\",
      "      --workers 8 --threads 8 --service-time 1.25s",
      "  ./jbang import-locust results/pf_static_async --wait-time 1s..2s --engine asgi",
      "",
      "Exit codes: 0 done, 1 the files can't be read, 2 wrong usage"
    })
class ImportLocust implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("([0-9]*\\.?[0-9]+)(ms|s)");

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "PREFIX", description = "what Locust was given with --csv")
  String prefix;

  @Option(names = "--users", description = "virtual users (the most that the history saw)")
  Optional<Integer> users = Optional.empty();

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

  @Option(names = "--name", description = "of the scenario (PREFIX without its folders)")
  String name;

  @Option(names = "--out", paramLabel = "FOLDER", description = "new or empty (datasets/runs/...)")
  Path out;

  @Option(names = "--verbose", description = "show the stack trace of an error")
  boolean verbose;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new ImportLocust()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    LocustImport read = request();
    RunFolder folder = folder(read.scenario());
    read.into(folder);
    TerminalText.print(System.out, "Imported into " + folder.path());
    TerminalText.print(System.out, "Next: ./jbang analyze " + folder.path());
    return 0;
  }

  private LocustImport request() {
    String[] wait = waitTime == null ? new String[0] : waitTime.split("\\.\\.", 2);
    if (engine.isPresent() && !engine.get().matches("wsgi|asgi")) {
      throw wrong("--engine takes wsgi or asgi");
    }
    String scenario = name != null ? name : Path.of(prefix).getFileName().toString();
    if (!scenario.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw wrong("--name takes letters, digits, dots, dashes and underscores");
    }
    double min = wait.length == 0 ? Double.NaN : seconds("--wait-time", wait[0]);
    double max = wait.length < 2 ? min : seconds("--wait-time", wait[1]);
    double service = serviceTime == null ? Double.NaN : seconds("--service-time", serviceTime);
    return new LocustImport(prefix, scenario, users, min, max, engine, workers, threads, service);
  }

  private double seconds(String option, String text) {
    Matcher m = TIME.matcher(text.strip());
    if (!m.matches()) {
      throw wrong("%s: '%s' is no time; write for example 1.25s or 500ms".formatted(option, text));
    }
    return Double.parseDouble(m.group(1)) / (m.group(2).equals("ms") ? 1e3 : 1);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private RunFolder folder(String scenario) throws IOException {
    // The files are read before anything is made, so that a mistake leaves nothing behind.
    LocustImport.check(prefix);
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
