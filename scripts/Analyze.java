///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g

import flowgauge.analyze.AnalysisText;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.Tables;
import flowgauge.command.CommandLines;
import flowgauge.command.Failures;
import flowgauge.command.TerminalText;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what limited a run, from its samples. */
@Command(
    name = "analyze",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Says from a run's samples whether load piled up, what limited it and why requests failed.",
      "Writes analysis.json, and tables as CSV, into the run's folder."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang analyze                        the newest run in datasets/runs",
      "  ./jbang analyze article                a recorded one",
      "  ./jbang analyze datasets/runs/20261124T115043Z-quick --interval 5 --json",
      "",
      "Exit codes: 0 done, 1 the run can't be analyzed, 2 wrong usage"
    })
class Analyze implements Callable<Integer> {
  @Spec CommandSpec spec;

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

  @Option(names = "--json", description = "print analysis.json instead of text")
  boolean json;

  @Option(names = "--verbose", description = "show the stack trace of an error")
  boolean verbose;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Analyze()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    if (!(interval >= 0.1 && interval <= 3600)) {
      throw new ParameterException(spec.commandLine(), "--interval takes 0.1 to 3600 seconds");
    }
    RunFolder folder = run == null ? RunNames.newest() : RunNames.find(run);
    RunAnalysis analysis = new Analyzer(interval, target).run(folder);
    TerminalText.print(
        System.out, json ? Json.mapper().writeValueAsString(analysis) : AnalysisText.of(analysis));
    write(folder, analysis);
    return 0;
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
