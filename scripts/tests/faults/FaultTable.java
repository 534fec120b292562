package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * What became of every fault that the tests injected, a row each: filled by {@link #fault}, printed
 * at the end of {@code ./jbang test faults}. Any thread may add a row.
 */
public final class FaultTable {
  private static final List<String> COLUMNS =
      List.of(
          "fault", "runtime", "what happened", "rows kept of completed", "left behind", "passed");

  private static final String BEGIN = "<!-- table: begin -->";
  private static final String END = "<!-- table: end -->";
  private static final List<List<String>> ROWS = new ArrayList<>();

  /** Injects a fault and asserts what has to hold; tells {@code seen} what it saw as it goes. */
  public interface Injection {
    /** Does it. */
    void inject(Seen seen) throws Exception;
  }

  private FaultTable() {}

  /**
   * Runs an injection and adds its row, passed or not.
   *
   * @param fault in a few words
   * @param runtime {@code process}, {@code docker}, {@code scripted} for a scripted server, or
   *     {@code -}
   */
  public static void fault(String fault, String runtime, Injection injection) throws Exception {
    int row = reserve();
    Seen seen = new Seen();
    String passed = "NO";
    try {
      injection.inject(seen);
      passed = "yes";
    } catch (TestAbortedException skipped) {
      passed = "skipped";
      throw skipped;
    } finally {
      put(row, List.of(fault, runtime, seen.happened(), seen.rows(), seen.left(), passed));
    }
  }

  /** Rows stand in the order in which their injections began. */
  private static synchronized int reserve() {
    ROWS.add(List.of());
    return ROWS.size() - 1;
  }

  private static synchronized void put(int at, List<String> row) {
    ROWS.set(at, row);
  }

  /** The table as text of fixed width; empty where no fault was injected. */
  public static synchronized List<String> text() {
    if (ROWS.isEmpty()) {
      return List.of();
    }
    List<List<String>> all = new ArrayList<>(List.of(COLUMNS));
    all.addAll(ROWS);
    int[] widths = new int[COLUMNS.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(String.format("%-" + widths[i] + "s  ", row.get(i)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Puts the table as Markdown between the two marks of a page that has them. */
  public static synchronized void writeInto(Path page) throws IOException {
    StringBuilder table = new StringBuilder(BEGIN + "\n\n");
    table.append("| ").append(String.join(" | ", COLUMNS)).append(" |\n");
    table.append("|---".repeat(COLUMNS.size())).append("|\n");
    for (List<String> row : ROWS) {
      List<String> cells = row.stream().map(cell -> cell.replace("|", "\\|")).toList();
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    table.append("\n").append(END);
    String text = Files.readString(page);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no lines '" + BEGIN + "' and '" + END + "'");
    }
    Files.writeString(page, text.substring(0, from) + table + text.substring(to + END.length()));
  }

  /** What was seen of one fault. */
  public static final class Seen {
    private String happened = "";
    private String rows = "-";
    private Optional<List<String>> left = Optional.empty();

    private Seen() {}

    /** Exit code, outcomes, message, in a few words. */
    public void happened(String words) {
      happened = words.replace('\n', ' ').strip();
    }

    /** Rows in samples.csv, of requests that an observer outside the driver counted. */
    public void rows(long kept, long completed) {
      rows = kept + " of " + completed;
    }

    /** What is still there and should not be. */
    public void left(List<String> things) {
      left = Optional.of(things);
    }

    private String happened() {
      return happened;
    }

    private String rows() {
      return rows;
    }

    private String left() {
      return left.map(all -> all.isEmpty() ? "nothing" : String.join(", ", all)).orElse("-");
    }
  }
}
