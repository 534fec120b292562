package flowgauge.analyze.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a file's rows, and keeps what goes with them: users, names, and what was left out. */
final class RowSink {
  /** With more names than this a table of them tells nothing; the rest are one. */
  static final int MOST_LABELS = 1000;

  private static final String OTHERS = "(others)";

  private final RowSort sort;
  private final Optional<String> only;
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final ForeignRow row = new ForeignRow();

  /** What a reader must know, a sentence each. */
  final List<String> notes = new ArrayList<>();

  /** Rows of other names that were passed over. */
  long others;

  /** Rows that are sums of others, and of how many others they say they are. */
  long sums;

  long summed;

  /** Arrivals that were never sent, as the tool counted them. */
  long neverSent;

  RowSink(RowSort sort, Optional<String> only) {
    this.sort = sort;
    this.only = only;
  }

  /** An empty row to fill; the same each time. */
  ForeignRow row() {
    return row.clear();
  }

  /** The number of a user by name; -1 for an empty one. */
  int user(String name) {
    return name.isEmpty() ? -1 : users.computeIfAbsent(name, n -> users.size());
  }

  /** The number of a request's name; -1 for an empty one. */
  int label(String name) {
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
  void add() throws IOException {
    row.check();
    if (only.isPresent() && (row.label < 0 || !names.get(row.label).equals(only.get()))) {
      others++;
      return;
    }
    sort.add(row);
  }

  /** The names, by their numbers. */
  List<String> names() {
    return names;
  }

  int users() {
    return users.size();
  }
}
