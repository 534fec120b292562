package flowgauge.analyze;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import flowgauge.analyze.backpressure.Signature;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.group.GroupFigures;
import flowgauge.analyze.group.Grouped;
import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.StreamFigures;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An analysis as Tablesaw tables, for notebooks and as CSV files. A figure unknown is missing. */
public final class Tables {
  private Tables() {}

  /** Percentiles in milliseconds with their 95 % interval, from sending and otherwise. */
  public static Table percentiles(ScenarioAnalysis analysis) {
    List<Percentiles.Row> rows = analysis.percentiles().rows();
    double[] locust =
        analysis.percentiles().locust().percentiles().stream().mapToDouble(ms -> ms).toArray();
    return Table.create(
        "percentiles",
        numbers("percent", rows, Percentiles.Row::percent),
        numbers("ms", rows, Percentiles.Row::ms),
        numbers("low_ms", rows, Percentiles.Row::lowMs),
        numbers("high_ms", rows, Percentiles.Row::highMs),
        numbers("intended_ms", rows, Percentiles.Row::intendedMs),
        numbers("kaplan_meier_ms", rows, Percentiles.Row::kaplanMeierMs),
        DoubleColumn.create("as_locust_ms", Arrays.copyOf(locust, rows.size())));
  }

  /** First events and gaps of streams in milliseconds, with their 95 % interval. */
  public static Table streams(ScenarioAnalysis analysis) {
    List<StreamFigures.Row> rows = analysis.streams().map(StreamFigures::rows).orElse(List.of());
    return Table.create(
        "streams",
        StringColumn.create("measure", rows.stream().map(StreamFigures.Row::measure)),
        numbers("percent", rows, StreamFigures.Row::percent),
        numbers("ms", rows, StreamFigures.Row::ms),
        numbers("low_ms", rows, StreamFigures.Row::lowMs),
        numbers("high_ms", rows, StreamFigures.Row::highMs));
  }

  /** The requests by group, with the 95 % intervals of their percentiles. */
  public static Table groups(ScenarioAnalysis analysis) {
    List<GroupFigures> rows = analysis.groups().map(Grouped::groups).orElse(List.of());
    Table table =
        Table.create(
            "groups",
            StringColumn.create(
                analysis.groups().map(Grouped::by).orElse("label"),
                rows.stream().map(GroupFigures::name)),
            numbers("requests", rows, GroupFigures::requests),
            numbers("succeeded", rows, GroupFigures::succeeded),
            numbers("failed", rows, GroupFigures::failed),
            numbers("unfinished", rows, GroupFigures::unfinished),
            numbers("requests_per_s", rows, GroupFigures::requestsPerSecond),
            numbers("mean_ms", rows, row -> row.responseTime().meanMs()));
    for (double percent : GroupFigures.PERCENTS) {
      String p = "p%.0f".formatted(percent);
      table.addColumns(
          numbers(p + "_ms", rows, row -> row.ms(percent)),
          numbers(p + "_low_ms", rows, row -> row.interval(percent).lowMs()),
          numbers(p + "_high_ms", rows, row -> row.interval(percent).highMs()));
    }
    return table.addColumns(numbers("max_ms", rows, row -> row.responseTime().maxMs()));
  }

  /** Where the time went: milliseconds per request and share. */
  public static Table time(ScenarioAnalysis analysis) {
    List<TimeBreakdown.Part> parts = analysis.time().parts();
    return Table.create(
        "time",
        StringColumn.create("part", parts.stream().map(TimeBreakdown.Part::name)),
        numbers("mean_ms", parts, TimeBreakdown.Part::meanMs),
        numbers("share", parts, TimeBreakdown.Part::share));
  }

  /** The signs of backpressure. */
  public static Table signatures(ScenarioAnalysis analysis) {
    List<Signature> signs = analysis.backpressure().signatures();
    return Table.create(
        "signatures",
        StringColumn.create("name", signs.stream().map(Signature::name)),
        numbers("value", signs, Signature::value),
        numbers("low", signs, Signature::low),
        numbers("high", signs, Signature::high),
        StringColumn.create("unit", signs.stream().map(Signature::unit)),
        numbers("warn", signs, Signature::warn),
        numbers("threshold", signs, Signature::threshold),
        StringColumn.create("level", signs.stream().map(s -> lower(s.level()))),
        StringColumn.create("evidence", signs.stream().map(Signature::evidence)));
  }

  /** What could have limited the run. */
  public static Table candidates(ScenarioAnalysis analysis) {
    List<Limiter.Candidate> all = analysis.limiter().candidates();
    return Table.create(
        "candidates",
        StringColumn.create("name", all.stream().map(c -> lower(c.name()))),
        numbers("utilization", all, Limiter.Candidate::utilization),
        numbers("low", all, Limiter.Candidate::low),
        numbers("high", all, Limiter.Candidate::high),
        numbers("bound_per_s", all, c -> c.boundPerSecond().orElse(Double.NaN)),
        StringColumn.create("evidence", all.stream().map(Limiter.Candidate::evidence)));
  }

  /** Clusters of failures with their likeliest cause. */
  public static Table failureClusters(ScenarioAnalysis analysis) {
    List<Failures.Cluster> all = analysis.failures().clusters();
    return Table.create(
        "failure_clusters",
        numbers("from_s", all, Failures.Cluster::fromSeconds),
        numbers("to_s", all, Failures.Cluster::toSeconds),
        numbers("failures", all, Failures.Cluster::failures),
        StringColumn.create("outcomes", all.stream().map(c -> c.outcomes().toString())),
        StringColumn.create("in_dip", all.stream().map(c -> Boolean.toString(c.inDip()))),
        StringColumn.create("cause", all.stream().map(c -> c.causes().get(0).name())),
        numbers("confidence", all, c -> c.causes().get(0).confidence()),
        StringColumn.create("evidence", all.stream().map(c -> c.causes().get(0).evidence())));
  }

  /** Failures a second against other figures, at the lag of the largest correlation. */
  public static Table lagCorrelations(ScenarioAnalysis analysis) {
    List<Failures.LagCorrelation> all = analysis.failures().correlations();
    return Table.create(
        "lag_correlations",
        StringColumn.create("figure", all.stream().map(Failures.LagCorrelation::figure)),
        numbers("lag_s", all, Failures.LagCorrelation::lagSeconds),
        numbers("r", all, Failures.LagCorrelation::r),
        numbers("p", all, Failures.LagCorrelation::p),
        numbers("adjusted_p", all, Failures.LagCorrelation::adjustedP));
  }

  /** All of them by name. */
  public static Map<String, Table> of(ScenarioAnalysis analysis) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Table table :
        List.of(
            percentiles(analysis),
            time(analysis),
            signatures(analysis),
            candidates(analysis),
            failureClusters(analysis),
            lagCorrelations(analysis))) {
      tables.put(table.name(), table);
    }
    if (analysis.streams().isPresent()) {
      tables.put("streams", streams(analysis));
    }
    if (analysis.groups().isPresent()) {
      tables.put("groups", groups(analysis));
    }
    return tables;
  }

  /**
   * Writes {@code analysis.json} into the run's folder, and per scenario {@code intervals.csv} and
   * {@code tables/*.csv}. The intervals of an imported run stay as they are.
   */
  public static void write(RunFolder folder, RunAnalysis analysis) throws IOException {
    Files.write(folder.analysis(), Json.mapper().writeValueAsBytes(analysis));
    for (Map.Entry<String, ScenarioAnalysis> scenario : analysis.scenarios().entrySet()) {
      String name = scenario.getKey();
      if (Files.exists(folder.samples(name))) {
        IntervalCsv.write(scenario.getValue().intervals(), folder.intervals(name));
      }
      for (Map.Entry<String, Table> table : of(scenario.getValue()).entrySet()) {
        write(table.getValue(), folder.table(name, table.getKey()));
      }
    }
  }

  /** As a file: six decimals at most, an empty field for what is missing. */
  private static void write(Table table, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(table.columnNames());
      for (int i = 0; i < table.rowCount(); i++) {
        List<String> row = new ArrayList<>();
        for (Column<?> column : table.columns()) {
          row.add(
              column instanceof NumericColumn<?> numbers
                  ? IntervalCsv.number(numbers.getDouble(i))
                  : column.getString(i));
        }
        csv.writeRecord(row);
      }
    }
  }

  private static <T> DoubleColumn numbers(String name, List<T> rows, ToDoubleFunction<T> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
