package flowgauge.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of {@code samples.csv}: the only file that knows them, both ways. UTF-8, comma
 * separated, a header, {@code \n} at each line's end; no field needs quotes.
 */
public final class SampleCsv {
  /** The columns, in order. Fields are those of {@link Sample}, in the same order. */
  public static final List<String> COLUMNS =
      List.of(
          "request",
          "user",
          "connection",
          "reused",
          "idle_us",
          "intended_us",
          "sent_us",
          "connect_us",
          "first_byte_us",
          "end_us",
          "in_flight",
          "outcome",
          "status",
          "response_bytes",
          "node_us",
          "backend_us",
          "phase",
          "retries");

  /** Columns that a file may lack; they then read as absent, {@code steady} and 0. */
  public static final List<String> OPTIONAL_COLUMNS = List.of("connect_us", "phase", "retries");

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NONE = {};
  private static final byte[][] OUTCOMES =
      Arrays.stream(Outcome.values())
          .map(o -> o.text().getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);
  private static final byte[][] PHASES =
      Arrays.stream(Phase.values())
          .map(p -> p.text().getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  private SampleCsv() {}

  /** The header line without its end. */
  public static String header() {
    return String.join(",", COLUMNS);
  }

  /** Writes a row: the path that allocates nothing. */
  static void write(SampleQueue.Cursor s, RowBuffer b) throws IOException {
    b.number(s.request());
    b.number(s.user());
    b.number(s.connection());
    b.text(s.connection() < 0 ? NONE : s.reused() ? TRUE : FALSE);
    b.number(s.idleUs());
    b.moment(s.intendedUs());
    b.moment(s.sentUs());
    b.number(s.connectUs());
    b.moment(s.firstByteUs());
    b.moment(s.endUs());
    b.number(s.inFlight());
    b.text(OUTCOMES[s.outcome().ordinal()]);
    b.number(s.status());
    b.number(s.responseBytes());
    b.number(s.nodeUs());
    b.number(s.backendUs());
    b.text(PHASES[s.phase().ordinal()]);
    b.number(s.retries());
    b.end();
  }

  /** A row without its line end, as text. */
  public static String format(Sample s) {
    return String.join(
        ",",
        number(s.request()),
        number(s.user()),
        number(s.connection()),
        s.connection() < 0 ? "" : Boolean.toString(s.reused()),
        number(s.idleUs()),
        moment(s.intendedUs()),
        moment(s.sentUs()),
        number(s.connectUs()),
        moment(s.firstByteUs()),
        moment(s.endUs()),
        number(s.inFlight()),
        s.outcome().text(),
        number(s.status()),
        number(s.responseBytes()),
        number(s.nodeUs()),
        number(s.backendUs()),
        s.phase().text(),
        number(s.retries()));
  }

  private static String moment(long us) {
    return us == Sample.ABSENT ? "" : Long.toString(us);
  }

  private static String number(long value) {
    return value < 0 ? "" : Long.toString(value);
  }
}
