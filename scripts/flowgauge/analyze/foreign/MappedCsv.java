package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A plain CSV file whose columns the user names: {@code start=ts,duration=elapsed:ms}. A duration's
 * unit is told behind a colon, or by the column's name ({@code elapsed_ms}), else milliseconds. A
 * moment with a unit is of a clock that starts anywhere; else it is a date, or a number since 1970.
 */
final class MappedCsv {
  /** What a column can be. */
  static final Set<String> NAMES =
      Set.of(
          ("start,end,intended,duration,connect,first_byte,status,error,success,label,user,"
                  + "bytes")
              .split(","));

  private static final Pattern DECIMAL = Pattern.compile("\\d+,\\d+");

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    Map<String, String> columns = told.columns();
    check(source, columns);
    CsvRows.forEach(source, null, sink.notes, progress, row -> row(new Fields(row, columns), sink));
  }

  private static void check(Source source, Map<String, String> columns) throws IOException {
    for (String name : columns.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IOException(
            "--map knows no '%s'; it takes %s"
                .formatted(name, String.join(", ", NAMES.stream().sorted().toList())));
      }
    }
    boolean times =
        (columns.containsKey("start") || columns.containsKey("end"))
            && (columns.containsKey("duration")
                || columns.containsKey("start") && columns.containsKey("end"));
    if (!times) {
      throw new IOException("--map needs two of start, end and duration");
    }
    String header = source.firstLine();
    char separator = CsvRows.separator(header);
    List<String> there =
        List.of(header.split(Pattern.quote(separator + ""), -1)).stream()
            .map(name -> name.strip().replaceAll("^\"|\"$", ""))
            .toList();
    for (String column : columns.values()) {
      String name = Fields.column(column);
      if (!there.contains(name)) {
        throw new IOException(
            "%s has no column '%s'; there are %s"
                .formatted(source.path(), name, String.join(", ", there)));
      }
    }
  }

  /** A row by what its columns are. */
  private record Fields(CsvRows row, Map<String, String> columns) {
    boolean has(String name) {
      return columns.containsKey(name) && !text(name).isEmpty();
    }

    static String column(String told) {
      int colon = told.lastIndexOf(':');
      return colon > 0 && Stamps.isUnit(told.substring(colon + 1))
          ? told.substring(0, colon)
          : told;
    }

    String text(String name) {
      String told = columns.get(name);
      return told == null ? "" : row.at(column(told)).strip();
    }

    /** Where commas do not part fields, they may stand for points, as in much of Europe. */
    private String number(String name) {
      String text = text(name);
      return row.separator() != ',' && DECIMAL.matcher(text).matches()
          ? text.replace(',', '.')
          : text;
    }

    private static String told(String column) {
      return column.substring(column(column).length());
    }

    /** Of a clock of its own where its unit is told. */
    long moment(String name) {
      String unit = told(columns.get(name));
      return unit.isEmpty()
          ? Stamps.moment(number(name), name)
          : Stamps.duration(number(name), name, unit.substring(1));
    }

    long duration(String name) {
      String told = columns.get(name);
      String column = column(told);
      String unit =
          column.length() < told.length()
              ? told.substring(column.length() + 1)
              : Stamps.unit(column);
      return Stamps.duration(number(name), name, unit);
    }
  }

  private static void row(Fields from, RowSink sink) throws IOException {
    ForeignRow row = sink.row();
    if (from.columns().containsKey("start")) {
      row.startUs = from.moment("start");
      row.endUs =
          from.columns().containsKey("duration")
              ? row.startUs + from.duration("duration")
              : from.moment("end");
    } else {
      row.endUs = from.moment("end");
      row.startUs = row.endUs - from.duration("duration");
    }
    row.intendedUs = from.has("intended") ? from.moment("intended") : -1;
    row.connectUs = from.has("connect") ? from.duration("connect") : -1;
    row.firstByteUs = from.has("first_byte") ? row.startUs + from.duration("first_byte") : -1;
    row.bytes = from.has("bytes") ? (long) Stamps.number(from.text("bytes"), "bytes") : -1;
    row.label = sink.label(from.text("label"));
    row.user = sink.user(from.text("user"));
    if (from.has("status")) {
      row.status = (int) Stamps.number(from.text("status"), "status");
      row.status = row.status == 0 ? -1 : row.status;
    }
    row.outcome = outcome(from, row.status);
    sink.add();
  }

  private static Outcome outcome(Fields from, int status) {
    boolean told = from.has("success");
    boolean good = told && from.text("success").toLowerCase(Locale.ROOT).matches("true|1|ok|yes");
    if (good) {
      return Outcome.OK;
    }
    if (status >= 400) {
      return Outcome.HTTP_ERROR;
    }
    return told || from.has("error")
        ? ErrorText.outcome(from.text("error")).orElse(Outcome.INVALID_RESPONSE)
        : Outcome.OK;
  }
}
