package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.sample.SampleCsv;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a samples.csv, compressed or not, read without the reader under test; whole ones
 * only.
 */
public final class Rows {
  private final List<String[]> rows;
  private final boolean cut;

  private Rows(List<String[]> rows, boolean cut) {
    this.rows = rows;
    this.cut = cut;
  }

  /** Reads a file, which may still grow. */
  public static Rows of(Path csv) throws IOException {
    boolean compressed = csv.toString().endsWith(".gz");
    String text = compressed ? decompressed(csv) : Files.readString(csv);
    boolean cut = !text.isEmpty() && !text.endsWith("\n");
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (cut) {
      lines.remove(lines.size() - 1);
    }
    List<String[]> rows =
        lines.stream().skip(1).map(line -> line.split(",", -1)).collect(Collectors.toList());
    rows.forEach(
        row -> assertEquals(SampleCsv.columns().size(), row.length, String.join(",", row)));
    return new Rows(rows, cut);
  }

  /** As far as its data goes. */
  private static String decompressed(Path csv) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(csv))) {
      in.transferTo(text);
    } catch (EOFException cut) {
      // the file still grows, or never came to its end
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** How many. */
  public int size() {
    return rows.size();
  }

  /** The rows as they stand. */
  public List<String> lines() {
    return rows.stream().map(row -> String.join(",", row)).toList();
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
    int at = SampleCsv.columns().indexOf(name);
    return rows.stream().map(row -> row[at]).toList();
  }

  /** The outcomes in words, as {@code 12 ok, 3 remote_closed}. */
  public String words() {
    return outcomes().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
