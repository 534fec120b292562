///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//DEPS org.duckdb:duckdb_jdbc:1.4.2.0
//SOURCES benchmarks/*.java
//SOURCES flowgauge/serve/server/package-info.java
//SOURCES flowgauge/serve/setup/package-info.java
//SOURCES flowgauge/load/package-info.java
//SOURCES flowgauge/serve/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Dio.netty.leakDetection.level=disabled

import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Runs one of the benchmarks in {@code scripts/benchmarks}. */
@Command(
    name = "benchmark",
    sortOptions = false,
    description = "Measures a part of flowgauge against its peers, on this machine, in one run.",
    footer = {
      "",
      "Benchmarks: driver ceiling keep-alive analyze runtimes",
      "",
      "Examples:",
      "  ./jbang benchmark driver           the load driver against wrk and other load drivers",
      "  ./jbang benchmark ceiling          the highest rate that the driver keeps here",
      "  ./jbang benchmark keep-alive       failures over TLS against another HTTP client's",
      "  ./jbang benchmark analyze          analysis of ten million samples against DuckDB",
      "  ./jbang benchmark runtimes         what running in containers costs",
      "  ./jbang benchmark driver --help    a benchmark's own options"
    })
class Benchmark extends Alias {
  private static final Map<String, ToIntFunction<String[]>> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "driver", DriverBenchmark::execute,
              "ceiling", CeilingBenchmark::execute,
              "keep-alive", KeepAliveBenchmark::execute,
              "analyze", AnalyzeBenchmark::execute,
              "runtimes", RuntimesBenchmark::execute));

  @Parameters(index = "0", paramLabel = "NAME", description = "which benchmark")
  String name;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "OPTION", description = "its options")
  List<String> options = List.of();

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Benchmark())
        .setStopAtPositional(true)
        .setUnmatchedOptionsArePositionalParams(true)
        .execute(args);
  }

  @Override
  public Integer call() {
    ToIntFunction<String[]> benchmark = BENCHMARKS.get(name);
    if (benchmark == null) {
      System.err.printf(
          "benchmark: none is called '%s'; there are: %s%n",
          name, String.join(" ", BENCHMARKS.keySet()));
      return ExitCode.USAGE;
    }
    return benchmark.applyAsInt(options.toArray(String[]::new));
  }
}
