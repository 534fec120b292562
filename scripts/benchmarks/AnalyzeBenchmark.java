import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Analysis of a large run against DuckDB. */
@Command(
    name = "benchmark analyze",
    sortOptions = false,
    description = {
      "Reads a made-up run into the interval table with a heap of 1 GiB, and lets DuckDB (JDBC,",
      "read_csv, types given) make the same counts and percentiles per second of it: in turns,"
          + " each",
      "in a fresh JVM. All of the analysis is measured beside it."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang benchmark analyze",
      "  ./jbang benchmark analyze --rows 1000000 --runs 1 --json",
      "",
      "Exit codes: 0 measured, 1 it could not be or a figure was missed, 2 wrong usage"
    })
class AnalyzeBenchmark extends Alias {
  private static final long BYTES_PER_ROW = 120;

  @Option(names = "--rows", defaultValue = "10000000", description = "samples (${DEFAULT-VALUE})")
  long rows;

  @Option(names = "--runs", defaultValue = "3", description = "of each side (${DEFAULT-VALUE})")
  int runs;

  @Option(names = "--json", description = "print figures by name as JSON")
  boolean json;

  private final Findings findings = new Findings();
  private boolean met = true;

  static int execute(String... args) {
    return CommandLines.of(new AnalyzeBenchmark()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, BenchmarkException {
    if (rows < 1000 || runs < 1) {
      System.err.println("benchmark analyze: --rows takes 1000 or more, --runs 1 or more");
      return ExitCode.USAGE;
    }
    Path folder = Files.createTempDirectory("flowgauge-benchmark");
    try {
      if (Files.getFileStore(folder).getUsableSpace() < rows * BYTES_PER_ROW * 5 / 4) {
        throw new BenchmarkException("the temporary folder has too little room");
      }
      System.err.printf("writing %,d rows%n", rows);
      RunFolder run = SyntheticRun.write(folder.resolve("run"), rows);
      measure(run, folder.resolve("log"));
    } finally {
      DriverBenchmark.delete(folder);
    }
    System.out.print(json ? findings.json() + "\n" : findings.text());
    return met ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void measure(RunFolder run, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    List<Double> ours = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> duckDb = new ArrayList<>();
    Path samples = run.samples(SyntheticRun.SCENARIO);
    for (int i = 0; i < runs; i++) {
      double[] here = side(AnalyzeSide.class, log, run.path().toString(), "intervals");
      double[] there = side(DuckDbSide.class, log, samples.toString());
      double[] all = side(AnalyzeSide.class, log, run.path().toString(), "all");
      System.err.printf(
          "interval table %.2f s, DuckDB %.2f s, all of the analysis %.2f s%n",
          here[0], there[0], all[0]);
      if (here[1] != rows || there[1] != rows || Math.abs(here[2] / there[2] - 1) > 0.002) {
        throw new BenchmarkException(
            "the two disagree: %,.0f and %,.0f rows, medians %.3f and %.3f ms"
                .formatted(here[1], there[1], here[2], there[2]));
      }
      ours.add(here[0]);
      whole.add(all[0]);
      duckDb.add(there[0]);
    }
    double ratio = Findings.medianRatio(ours, duckDb);
    met = ratio <= 1;
    findings.note(
        "%,d rows, %,d MB, heap 1 GiB; medians of %d runs each"
            .formatted(rows, Files.size(samples) / 1_000_000, runs));
    findings.runs("interval_table_seconds", ours);
    findings.runs("duckdb_seconds", duckDb);
    findings.runs("analyze_seconds", whole);
    findings.figure("interval_table_seconds", Findings.median(ours), Findings.spread(ours));
    findings.figure("duckdb_seconds", Findings.median(duckDb), Findings.spread(duckDb));
    findings.figure("analyze_seconds", Findings.median(whole), Findings.spread(whole));
    findings.atMost("interval_table_duckdb_ratio", ratio, 1, "");
    findings.figure(
        "analyze_duckdb_ratio",
        Findings.medianRatio(whole, duckDb),
        "all of the analysis, of which DuckDB does a part");
  }

  private static double[] side(Class<?> main, Path log, String... arguments)
      throws IOException, InterruptedException, BenchmarkException {
    String[] printed =
        Tools.run(ChildJvm.command(main, ChildJvm.FLAGS, List.of(arguments)), log)
            .strip()
            .split(" ");
    return new double[] {
      Double.parseDouble(printed[0]), Double.parseDouble(printed[1]), Double.parseDouble(printed[2])
    };
  }
}
