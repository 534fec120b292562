package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowFilter;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JMeter's results as CSV, whatever columns were kept. A time stamp is of the start unless JMeter
 * was told otherwise ({@code sampleresult.timestamp.start=false}): {@link StampProbe} finds it out.
 */
final class JMeterCsv {
  /** Rows that time stamps are found out from. */
  private static final long PROBED = 20_000;

  private static final Pattern SUM =
      Pattern.compile("Number of samples in transaction : (\\d+).*", Pattern.DOTALL);

  /** The columns that JMeter 5 writes unless told otherwise, for files without their names. */
  private static final List<String> USUAL =
      List.of(
          ("timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
                  + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,"
                  + "Connect")
              .split(","));

  private static final Pattern BARE =
      Pattern.compile("\\d{13},\\d+,.*,(?:true|false),.*,\\d+,\\d+,\\d+");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(\\.\\d+)?");
  private static final Set<String> SUCCESS = Set.of("true", "false", "");

  /** A stamp of whole seconds: a number, or a date with a time. */
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}|[^.,]*:[^.,]*");

  static boolean recognizes(Source source) {
    String header = source.firstLine();
    return header.contains("timeStamp") && header.contains("elapsed")
        || BARE.matcher(header).matches();
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    boolean ends =
        told.stamps().isPresent() ? told.stamps().get().equals("end") : stampsAreEnds(source);
    if (ends) {
      sink.notes.add("time stamps are taken for the ends of requests (--stamps start if not)");
    }
    Reading reading = new Reading(sink, ends);
    if (header(source) != null) {
      sink.notes.add("the file does not name its columns: they are taken for JMeter's usual ones");
    }
    CsvRows.forEach(source, header(source), sink.notes, progress, reading::row);
    reading.notes();
  }

  /** The columns of a file that does not name them; null where it does. */
  private static List<String> header(Source source) {
    return BARE.matcher(source.firstLine()).matches() ? USUAL : null;
  }

  /** Asks the file's first rows what their time stamps are of. */
  private static boolean stampsAreEnds(Source source) throws IOException {
    StampProbe probe = new StampProbe();
    long[] rows = new long[1];
    try {
      CsvRows.forEach(
          source,
          header(source),
          new ArrayList<>(),
          Progress.NONE,
          row -> {
            if (rows[0]++ == PROBED) {
              throw new Enough();
            }
            if (!header(row) && !RowFilter.isStep(row.at("label"))) {
              probe.row(row.at("threadName"), stampUs(row.at("timeStamp")), us(row, "elapsed"));
            }
          });
    } catch (Enough probed) {
      // the rest is like it
    }
    return probe.areEnds();
  }

  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Microseconds since 1970. JMeter writes milliseconds, or a date where it is told to, and what
   * others make of them is more, less or has a point.
   */
  private static long stampUs(String text) {
    if (text.indexOf(':') < 0 && !NUMBER.matcher(text).matches()) {
      throw new CsvRows.BadField(
          "timeStamp is '%s', not milliseconds since 1970 or a date with a time".formatted(text));
    }
    return Stamps.moment(text, "timeStamp");
  }

  private static long us(CsvRows row, String column) {
    return Stamps.duration(row.at(column), column, "ms");
  }

  private static boolean header(CsvRows row) {
    String stamp = row.at("timeStamp");
    boolean number = !stamp.isEmpty() && stamp.charAt(0) <= '9';
    return !number && row.header("timeStamp", "elapsed");
  }

  private static final class Reading {
    private final RowSink sink;
    private final boolean ends;
    private boolean fine;
    private int headers;
    private long passedByTest;
    private long steps;
    private long unsaid;

    Reading(RowSink sink, boolean ends) {
      this.sink = sink;
      this.ends = ends;
    }

    void row(CsvRows from) throws IOException {
      if (header(from)) {
        headers++; // a run was appended
        return;
      }
      if (from.size() < from.width()) {
        throw new CsvRows.BadField(
            "it has %d fields, the header %d".formatted(from.size(), from.width()));
      }
      ForeignRow row = sink.row();
      String stamp = from.at("timeStamp");
      fine = fine || !SECONDS.matcher(stamp).matches();
      long stampUs = stampUs(stamp);
      long elapsedUs = us(from, "elapsed");
      row.startUs = ends ? stampUs - elapsedUs : stampUs;
      row.endUs = row.startUs + elapsedUs;
      row.part = headers;
      String label = from.at("label");
      row.label = sink.label(label);
      row.step = RowFilter.isStep(label);
      row.user = sink.user(from.at("threadName"));
      steps += row.step && row.user < 0 ? 1 : 0;
      row.connectUs = optional(from, "Connect");
      long latency = optional(from, "Latency");
      row.firstByteUs = latency > 0 ? row.startUs + latency : -1;
      row.bytes = from.at("bytes").isEmpty() ? -1 : (long) Stamps.number(from.at("bytes"), "bytes");
      ended(from, row);
      sums(from, row);
      sink.add();
    }

    private static long optional(CsvRows row, String column) {
      return row.at(column).isEmpty() ? -1 : us(row, column);
    }

    /** The test's own word decides; a status without it does else. */
    private void ended(CsvRows from, ForeignRow row) {
      String code = from.at("responseCode");
      String success = from.at("success");
      row.status = code.matches("[1-9]\\d\\d") ? Integer.parseInt(code) : -1;
      boolean bad = row.status >= 400 || !code.isEmpty() && row.status < 0 && code.contains(" ");
      if (!SUCCESS.contains(success.toLowerCase(Locale.ROOT))) {
        throw new CsvRows.BadField("success is '%s', not true or false".formatted(success));
      }
      boolean failed = success.isEmpty() ? bad : !success.equalsIgnoreCase("true");
      unsaid += success.isEmpty() && code.isEmpty() ? 1 : 0;
      if (!failed) {
        row.outcome = Outcome.OK;
        passedByTest += row.status >= 400 ? 1 : 0;
      } else if (row.status >= 400) {
        row.outcome = Outcome.HTTP_ERROR;
      } else {
        String text = code + " " + from.at("responseMessage");
        row.outcome =
            row.status > 0
                ? Outcome.INVALID_RESPONSE
                : ErrorText.outcome(text).orElse(Outcome.INVALID_RESPONSE);
      }
    }

    private void sums(CsvRows from, ForeignRow row) {
      Matcher sum = SUM.matcher(from.at("responseMessage"));
      boolean without = from.column("responseMessage") < 0;
      row.sum =
          sum.matches()
              || without && from.at("URL").equals("null") && from.at("dataType").isEmpty();
      if (row.sum) {
        sink.sums++;
        sink.summed +=
            sum.matches() && sum.group(1).length() < 10 ? Long.parseLong(sum.group(1)) : 1;
      }
    }

    void notes() {
      sink.coarse = !fine;
      if (sink.coarse) {
        sink.notes.add("time stamps are in whole seconds: what is within one can't be told");
      }
      sink.note(
          unsaid,
          "of %,d requests the file does not say whether they failed (success, responseCode):"
              + " they count as successes");
      sink.note(
          passedByTest,
          "%,d requests have a status of 400 or above and passed the test's own check: they"
              + " count as successes");
      sink.note(
          steps,
          "%,d rows may be steps of others (redirects), counted twice: without threadName it"
              + " can't be told");
    }
  }
}
