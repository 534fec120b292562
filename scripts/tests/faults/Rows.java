package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of a plain samples.csv, read without the reader under test; whole ones only. */
public final class Rows {
  private final List<String[]> rows;
  private final boolean cut;

  private Rows(List<String[]> rows, boolean cut) {
    this.rows = rows;
    this.cut = cut;
  }

  /** Reads a file, which may still grow. */
  public static Rows of(Path csv) throws IOException {
    String text = Files.readString(csv);
    boolean cut = !text.isEmpty() && !text.endsWith("\n");
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (cut) {
      lines.remove(lines.size() - 1);
    }
    List<String[]> rows =
        lines.stream().skip(1).map(line -> line.split(",", -1)).collect(Collectors.toList());
    rows.forEach(row -> assertEquals(SampleCsv.COLUMNS.size(), row.length, String.join(",", row)));
    return new Rows(rows, cut);
  }

  /** How many. */
  public int size() {
    return rows.size();
  }

  /** Whether the file ends inside a row. */
  public boolean cut() {
    return cut;
  }

  /** Rows of requests that were over, well or badly: neither unfinished nor never sent. */
  public long completed() {
    return rows.size() - count("unfinished") - count("not_sent");
  }

  /** Rows with an outcome. */
  public long count(String outcome) {
    return outcomes().getOrDefault(outcome, 0L);
  }

  /** How many rows each outcome has. */
  public Map<String, Long> outcomes() {
    return column("outcome").stream()
        .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
  }

  /** A column's fields, as they stand. */
  public List<String> column(String name) {
    int at = SampleCsv.COLUMNS.indexOf(name);
    return rows.stream().map(row -> row[at]).toList();
  }

  /** The outcomes in words, as {@code 12 ok, 3 remote_closed}. */
  public String words() {
    return outcomes().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
