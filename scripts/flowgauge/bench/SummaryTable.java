package flowgauge.bench;

import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The article's table for the console: a column a scenario, and the last against the first. */
public final class SummaryTable {
  private SummaryTable() {}

  private record Row(String name, String format, ToDoubleFunction<Summary> value) {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Requests", "%,.0f", Summary::requests));
    rows.add(new Row("Failures", "%,.0f", Summary::failed));
    rows.add(new Row("Unfinished", "%,.0f", Summary::unfinished));
    rows.add(new Row("Not sent", "%,.0f", Summary::notSent));
    rows.add(new Row("Median (ms)", "%,.1f", s -> s.responseTime().medianMs()));
    rows.add(new Row("Mean (ms)", "%,.1f", s -> s.responseTime().meanMs()));
    rows.add(new Row("Min (ms)", "%,.1f", s -> s.responseTime().minMs()));
    rows.add(new Row("Max (ms)", "%,.1f", s -> s.responseTime().maxMs()));
    rows.add(new Row("Requests/s", "%,.2f", Summary::requestsPerSecond));
    rows.add(new Row("Failures/s", "%,.4f", Summary::failuresPerSecond));
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      int at = i;
      String percent = Summary.PERCENTILES.get(i).toString().replaceAll("\\.0$", "");
      rows.add(new Row(percent + "% (ms)", "%,.1f", s -> s.responseTime().percentiles().get(at)));
    }
    return rows;
  }

  private static List<Row> ofStreams() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Streams", "%,.0f", s -> of(s, Summary.Streams::count)));
    rows.add(new Row("Stalled", "%,.0f", s -> of(s, Summary.Streams::stalled)));
    percentiles(rows, "First event", Summary.Streams::firstEvent);
    percentiles(rows, "Mean gap", Summary.Streams::meanGap);
    percentiles(rows, "Longest gap", Summary.Streams::longestGap);
    return rows;
  }

  private static double of(Summary summary, ToDoubleFunction<Summary.Streams> value) {
    return summary.streams().map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static void percentiles(
      List<Row> rows, String name, Function<Summary.Streams, Summary.Times> times) {
    for (double percent : new double[] {50, 95, 99}) {
      int at = Summary.PERCENTILES.indexOf(percent);
      rows.add(
          new Row(
              "%s %.0f%% (ms)".formatted(name, percent),
              "%,.1f",
              s -> of(s, streams -> times.apply(streams).percentiles().get(at))));
    }
  }

  private static String text(Row row, double value) {
    // a fast endpoint's times need the digits that a slow one's don't
    boolean fine = row.name().endsWith("(ms)") && value < 10;
    return (fine ? "%.3f" : row.format()).formatted(value);
  }

  /** The table's lines; scenarios without a summary are left out. */
  public static List<String> lines(List<ScenarioInfo> scenarios) {
    List<ScenarioInfo> shown = scenarios.stream().filter(s -> s.summary().isPresent()).toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    boolean ratio = shown.size() > 1;
    List<String> lines = new ArrayList<>();
    List<Row> rows = rows();
    if (shown.stream().anyMatch(s -> s.summary().get().streams().isPresent())) {
      rows.addAll(ofStreams());
    }
    int longest = rows.stream().mapToInt(row -> row.name().length() + 1).max().orElse(0);
    String first = "%-" + Math.max(14, longest) + "s";
    int width = 2 + shown.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    String cell = "%" + Math.max(14, width) + "s";
    StringBuilder head = new StringBuilder(first.formatted(""));
    shown.forEach(s -> head.append(cell.formatted(s.name())));
    if (ratio) {
      head.append(cell.formatted("ratio"));
    }
    lines.add(head.toString());
    for (Row row : rows) {
      double[] values =
          shown.stream().mapToDouble(s -> row.value().applyAsDouble(s.summary().get())).toArray();
      if (row.name().equals("Not sent") && java.util.Arrays.stream(values).sum() == 0) {
        continue;
      }
      StringBuilder line = new StringBuilder(first.formatted(row.name()));
      for (double value : values) {
        line.append(cell.formatted(Double.isNaN(value) ? "-" : text(row, value)));
      }
      if (ratio) {
        double of = values[values.length - 1] / values[0];
        line.append(cell.formatted(Double.isFinite(of) ? "%.2f".formatted(of) : "-"));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
