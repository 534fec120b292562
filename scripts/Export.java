///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.duckdb:duckdb_jdbc:1.4.2.0
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g

import flowgauge.analyze.export.Exporter;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run's samples in a form that other tools read. */
@Command(
    name = "export",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    description =
        "Writes a run's samples for other tools, a file a scenario: Parquet (DuckDB, pandas, Spark),"
            + " JMeter's results, an HdrHistogram log, or a JSON object a line. Parquet and JSON have"
            + " the columns of samples.csv in its units, and the names of run and scenario.",
    footer = {
      "",
      "Examples:",
      "  ./jbang export article --to parquet --out night",
      "  duckdb -c \"select run, scenario, quantile_disc(end_us - sent_us, 0.99) / 1000 as p99_ms \\",
      "      from 'night/*.parquet' where outcome = 'ok' group by all\"",
      "  ./jbang export datasets/runs/20261124T115043Z-quick --to jtl",
      "",
      "Exit codes: 0 done, 1 the run can't be read or the file not written, 2 wrong usage"
    })
class Export extends Alias {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "a run's folder, or its name below datasets/runs or datasets/recorded (newest)")
  String run;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "parquet|jtl|hlog|jsonl",
      description = "the form")
  String to;

  @Option(names = "--out", paramLabel = "FOLDER", description = "where to (the run's folder)")
  Path out;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Export()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    Exporter exporter = Exporter.ALL.get(to);
    if (exporter == null) {
      throw wrong("--to takes parquet, jtl, hlog or jsonl");
    }
    RunFolder folder = run == null ? RunNames.newest() : RunNames.find(run);
    RunInfo info = folder.read();
    Path target = Files.createDirectories(out == null ? folder.path() : out);
    int written = 0;
    for (ScenarioInfo scenario : info.scenarios()) {
      if (!Files.exists(folder.samples(scenario.name()))) {
        TerminalText.print(System.err, "export: " + scenario.name() + " has no samples");
        continue;
      }
      Path file = target.resolve(Exporter.runName(folder) + "-" + scenario.name() + "." + to);
      if (Files.exists(file)) {
        throw new IOException(file + " is there already: remove it, or name another --out");
      }
      Optional<String> note = exporter.write(folder, info, scenario, file);
      TerminalText.print(System.out, "export: " + file);
      note.ifPresent(text -> TerminalText.print(System.err, "export: " + text));
      written++;
    }
    if (written == 0) {
      throw new IOException(folder.path() + " has no samples to export");
    }
    return 0;
  }
}
