package flowgauge.analyze.intervals;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies beside the samples: joined where it can be, else left out with a word. */
public final class SideFilesFuzz {
  private static final int SECONDS = 20;

  private SideFilesFuzz() {}

  /** The content of driver.csv. */
  public static void driver(byte[] data) throws IOException {
    Path file = Scratch.file("driver.csv", data);
    Map<String, double[]> columns = columns();
    List<String> warnings = new ArrayList<>();
    SideRows.driver(file, 1_000_000, SECONDS * 1_000_000L, columns, warnings);
    check(data, columns, warnings);
  }

  /** The content of resources.csv. */
  public static void resources(byte[] data) throws IOException {
    Path file = Scratch.file("resources.csv", data);
    Map<String, double[]> columns = columns();
    List<String> warnings = new ArrayList<>();
    SideRows.resources(file, 1_000_000, columns, warnings);
    check(data, columns, warnings);
  }

  /** The content of server.log. */
  public static void serverLog(byte[] data) {
    Path file = Scratch.file("server.log", data);
    ServerEvents log = new ServerEvents(file, Instant.parse("2026-01-01T12:00:00Z"));
    for (Optional<Long> end : List.of(Optional.of(60_000_000L), Optional.<Long>empty())) {
      List<String> warnings = log.warnings(end);
      FuzzTarget.must(warnings.size() <= 1, "more than one");
      warnings.forEach(SideFilesFuzz::line);
    }
  }

  private static Map<String, double[]> columns() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : Intervals.names()) {
      double[] column = new double[SECONDS];
      Arrays.fill(column, Double.NaN);
      columns.put(name, column);
    }
    return columns;
  }

  private static void check(byte[] data, Map<String, double[]> columns, List<String> warnings) {
    warnings.forEach(SideFilesFuzz::line);
    columns.forEach(
        (name, column) -> {
          for (double value : column) {
            FuzzTarget.must(Double.isNaN(value) || value >= 0 && value < 1e20, name + " " + value);
          }
        });
    if (warnings.isEmpty()) {
      plain(new String(data, StandardCharsets.UTF_8));
    }
  }

  /** Read without a word, each row stands whole in the file, as one sees without a CSV reader. */
  private static void plain(String text) {
    if (text.indexOf('"') >= 0) {
      return;
    }
    List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
    for (int i = 1; i < lines.size(); i++) {
      List<String> head = List.of(lines.get(0).split(",", -1));
      String[] fields = lines.get(i).split(",", -1);
      FuzzTarget.must(fields.length == head.size(), "half a row without a word");
      int at = head.indexOf("time_us");
      FuzzTarget.must(at >= 0 && Double.parseDouble(fields[at]) >= 0, "no time without a word");
    }
  }

  private static void line(String warning) {
    FuzzTarget.mustTell(new IOException(warning));
    FuzzTarget.must(warning.lines().count() == 1, "more than a line: " + warning);
  }
}
