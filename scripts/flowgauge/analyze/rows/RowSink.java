package flowgauge.analyze.rows;

import static flowgauge.analyze.statistics.Figures.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a file's rows, and keeps what goes with them: users, names, and what was left out. */
public final class RowSink {
  /** With more names than this a table of them tells nothing; the rest are one. */
  public static final int MOST_LABELS = 1000;

  private static final String OTHERS = "(others)";

  private final RowSort sort;
  private final Optional<String> only;
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final ForeignRow row = new ForeignRow();

  /** What a reader must know, a sentence each. */
  public final List<String> notes = new ArrayList<>();

  /** Rows of other names that were passed over. */
  public long others;

  /** Rows that are sums of others, and of how many others they say they are. */
  public long sums;

  public long summed;

  /** The most virtual users that the tool counted; 0 where it did not. */
  public int mostUsers;

  /** Whether times are in whole seconds, so that who met whom can't be told. */
  public boolean coarse;

  /** Arrivals that were never sent, as the tool counted them. */
  public long neverSent;

  public RowSink(RowSort sort, Optional<String> only) {
    this.sort = sort;
    this.only = only;
  }

  /** An empty row to fill; the same each time. */
  public ForeignRow row() {
    return row.clear();
  }

  /** The number of a user by name; -1 for an empty one. */
  public int user(String name) {
    return name.isEmpty() ? -1 : users.computeIfAbsent(name, n -> users.size());
  }

  /** The number of a request's name; -1 for an empty one. */
  public int label(String name) {
    if (name.isEmpty()) {
      return -1;
    }
    Integer known = labels.get(name);
    if (known != null) {
      return known;
    }
    boolean last = labels.size() >= MOST_LABELS;
    String kept = last ? OTHERS : name;
    return labels.computeIfAbsent(
        kept,
        n -> {
          names.add(n);
          return names.size() - 1;
        });
  }

  /** Takes the row if it is wanted; {@link CsvRows.BadField} if it can't be. */
  public void add() throws IOException {
    row.check();
    if (only.isPresent() && (row.label < 0 || !names.get(row.label).equals(only.get()))) {
      others++;
      return;
    }
    sort.add(row);
  }

  /** Notes how many there were of something, if any. */
  public void note(long count, String form) {
    if (count > 0) {
      notes.add(format(form, count));
    }
  }

  /** The names, by their numbers. */
  public List<String> names() {
    return names;
  }
}
