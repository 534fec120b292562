package flowgauge.analyze.samples;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Column.Kind;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads rows of {@code samples.csv} out of bytes. Not thread-safe: one per thread, all made from
 * the same header.
 */
final class SampleParser {
  static final class BadRow extends Exception {
    private static final long serialVersionUID = 1;

    /** Where the row begins in the bytes given. */
    final int at;

    BadRow(int at, String what) {
      super(what, null, false, false);
      this.at = at;
    }
  }

  private static final int EXTRA = -1;
  private static final int OUTCOME = Column.OUTCOME.ordinal();
  private static final int PHASE = Column.PHASE.ordinal();
  private static final int REUSED = Column.REUSED.ordinal();
  private static final Kind[] KINDS = Column.ALL.stream().map(Column::kind).toArray(Kind[]::new);

  /** No run lasts longer; a later time is a broken number, and would ask for endless intervals. */
  static final long LONGEST_US = 31L * 24 * 3600 * 1_000_000;

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final byte[][] OUTCOME_TEXTS = texts(Arrays.stream(OUTCOMES).map(Outcome::text));
  private static final Phase[] PHASES = Phase.values();
  private static final byte[][] PHASE_TEXTS = texts(Arrays.stream(PHASES).map(Phase::text));

  private final int[] fields;
  private final String[] names;
  private final PlainRow plain;
  private final Sample row = new Sample(); // columns that the file lacks stay as they are in it
  private final long[] values = row.values();
  final Passed passed = new Passed();

  private byte[] in;
  private int pos;
  private int start;
  private int lastOutcome;
  private int lastPhase = Phase.STEADY.ordinal();

  private SampleParser(int[] fields, String[] names) {
    this.fields = fields;
    this.names = names;
    this.plain = Arrays.stream(fields).noneMatch(f -> f == EXTRA) ? new PlainRow(fields) : null;
  }

  /**
   * Makes sense of the header.
   *
   * @param header the first line, without byte order mark and line end
   * @throws IllegalArgumentException saying which columns are missing or twice there
   */
  static SampleParser of(String header) {
    String[] names = header.split(",", -1);
    int[] fields = new int[names.length];
    List<String> missing = new ArrayList<>(SampleCsv.columns());
    for (int i = 0; i < names.length; i++) {
      names[i] = names[i].strip().replaceAll("^\"|\"$", "");
      fields[i] = Column.of(names[i]).map(Column::ordinal).orElse(EXTRA);
      if (fields[i] >= 0 && !missing.remove(names[i])) {
        throw new IllegalArgumentException("the column '" + names[i] + "' is there twice");
      }
    }
    missing.removeIf(name -> Column.of(name).orElseThrow().optional());
    if (!missing.isEmpty()) {
      String hint =
          header.contains(";") || header.contains("\t") ? " (fields must be parted by commas)" : "";
      throw new IllegalArgumentException(
          (missing.size() == 1 ? "the column '%s' is missing%s" : "the columns %s are missing%s")
              .formatted(missing.size() == 1 ? missing.get(0) : String.join(", ", missing), hint));
    }
    return new SampleParser(fields, names);
  }

  /** Another one for the same file and another thread. */
  SampleParser copy() {
    return new SampleParser(fields, names);
  }

  /**
   * Reads whole rows.
   *
   * @param bytes the last of which read must be a line end
   * @throws BadRow at the first row that can't be read
   */
  void parse(byte[] bytes, int from, int to, Sample.Visitor visitor) throws BadRow {
    in = bytes;
    pos = from;
    while (pos < to) {
      byte first = in[pos];
      if (first == '\n' || first == '\r') {
        passed.blankLines++;
        lineEnd(to);
        continue;
      }
      start = pos;
      passed.rows++;
      if (plainLine() || line(to)) {
        Plausible.check(row, start);
        visitor.row(row);
      }
    }
  }

  private boolean plainLine() {
    int next = plain == null ? -1 : plain.read(in, pos, values);
    if (next < 0) {
      return false;
    }
    pos = next;
    passed.lineEnds++;
    return true;
  }

  /** False for a row to be left out. */
  private boolean line(int to) throws BadRow {
    int last = fields.length - 1;
    boolean known = true;
    for (int i = 0; i <= last; i++) {
      int field = fields[i];
      if (in[pos] == '"') {
        known &= quoted(field, i);
      } else if (field == EXTRA) {
        skip();
      } else if (!KINDS[field].number()) {
        int from = pos;
        skip();
        known &= text(field, from, pos);
      } else {
        values[field] = signed(field, i);
      }
      byte after = in[pos];
      if (after == ',') {
        if (i == last) {
          throw new BadRow(start, "more fields than the header's " + fields.length);
        }
        pos++;
      } else if (i < last) {
        throw new BadRow(
            start, "%d fields where the header has %d".formatted(i + 1, fields.length));
      }
    }
    lineEnd(to);
    return known;
  }

  private void skip() {
    byte b;
    while ((b = in[pos]) != ',' && b != '\n' && b != '\r') {
      pos++;
    }
  }

  /** A number, which in a moment ahead of the load's start has a sign. */
  private long signed(int field, int column) throws BadRow {
    boolean moment = KINDS[field] == Kind.MOMENT;
    if (in[pos] != '-' || !moment || in[pos + 1] < '1' || in[pos + 1] > '9') {
      return number(column);
    }
    pos++;
    return -number(column);
  }

  private long number(int column) throws BadRow {
    int p = pos;
    int from = p;
    byte[] bytes = in;
    long value = 0;
    int digit;
    while ((digit = bytes[p] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      p++;
    }
    byte after = bytes[p];
    if (after != ',' && after != '\n' && after != '\r' && after != '"' || p - from > 18) {
      skip();
      throw new BadRow(
          start,
          "%s is '%s', not a whole number"
              .formatted(names[column], new String(in, from, pos - from, StandardCharsets.UTF_8)));
    }
    pos = p;
    return p == from ? -1 : value;
  }

  private boolean quoted(int field, int column) throws BadRow {
    int from = ++pos;
    boolean known = true;
    if (field == EXTRA || !KINDS[field].number()) {
      while (in[pos] != '"' && in[pos] != '\n') {
        pos++;
      }
      if (field != EXTRA && in[pos] == '"') {
        known = text(field, from, pos);
      }
    } else {
      values[field] = signed(field, column);
    }
    if (in[pos] != '"' || in[pos + 1] != ',' && in[pos + 1] != '\n' && in[pos + 1] != '\r') {
      throw new BadRow(start, "%s has a quote that does not close".formatted(names[column]));
    }
    pos++;
    return known;
  }

  private boolean text(int field, int from, int to) throws BadRow {
    if (field == OUTCOME) {
      int found = find(OUTCOME_TEXTS, lastOutcome, from, to);
      if (found < 0) {
        passed.unknownOutcomes++;
        String text = new String(in, from, to - from, StandardCharsets.UTF_8);
        if (passed.anUnknownOutcome.isEmpty()) {
          passed.anUnknownOutcome = text.isEmpty() ? "(empty)" : text;
        }
        return false;
      }
      lastOutcome = found;
      values[OUTCOME] = found;
    } else if (field == PHASE) {
      int found = find(PHASE_TEXTS, lastPhase, from, to);
      if (found < 0) {
        passed.unknownPhases++;
        if (passed.anUnknownPhase.isEmpty()) {
          passed.anUnknownPhase = new String(in, from, to - from, StandardCharsets.UTF_8);
        }
        found = Phase.STEADY.ordinal();
      } else {
        lastPhase = found;
      }
      values[PHASE] = found;
    } else {
      reused(from, to);
    }
    return true;
  }

  private void reused(int from, int to) throws BadRow {
    byte first = in[from];
    boolean yes = to - from == 4 && (first | 32) == 't';
    boolean no = to == from || to - from == 5 && (first | 32) == 'f';
    if (!yes && !no) {
      throw new BadRow(
          start,
          "reused is '%s', neither true nor false"
              .formatted(new String(in, from, to - from, StandardCharsets.UTF_8)));
    }
    values[REUSED] = yes ? 1 : 0;
  }

  private int find(byte[][] texts, int likely, int from, int to) {
    byte[] same = texts[likely];
    if (same.length == to - from) {
      int i = 0;
      while (i < same.length && same[i] == in[from + i]) {
        i++;
      }
      if (i == same.length) {
        return likely;
      }
    }
    for (int i = 0; i < texts.length; i++) {
      if (Arrays.equals(texts[i], 0, texts[i].length, in, from, to)) {
        return i;
      }
    }
    return -1;
  }

  private void lineEnd(int to) {
    passed.lineEnds++;
    if (in[pos] == '\r') {
      passed.carriageReturns++;
      pos++;
      if (pos < to && in[pos] == '\n') {
        pos++;
      }
    } else {
      pos++;
    }
  }

  private static byte[][] texts(Stream<String> names) {
    return names.map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }
}
