package flowgauge.analyze.samples;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Rows of every kind, read ahead of a large file and thrown away. The JVM compiles the reading
 * while a file's first rows come, leaves out what none of them needed, and has to begin anew at the
 * first row that does need it: the first of the eleventh second, whose times have a digit more, or
 * the first after the warm-up.
 */
final class Rehearsal {
  private static final int ROWS = 128;
  private static final int VISITORS = 40;
  private static final int ROUNDS_EACH = 4;

  /** Numbers of requests grow by digits too, and visitors may treat late ones in another way. */
  private static final long REQUESTS_APART = 4_001;

  /** The parser looks at words that may reach beyond the last row. */
  private static final int MARGIN = 1024;

  /**
   * Reads some twenty thousand rows.
   *
   * @param fresh makes visitors that are thrown away: what grows at first has to be seen growing
   */
  public static void run(Supplier<? extends Sample.Visitor> fresh) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      text.append(SampleCsv.format(sample(i))).append('\n');
    }
    byte[] rows = text.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] padded = Arrays.copyOf(rows, rows.length + MARGIN);
    SampleParser parser = SampleParser.of(SampleCsv.header());
    try {
      for (int v = 0; v < VISITORS; v++) {
        Sample.Visitor visitor = fresh.get();
        for (int round = 0; round < ROUNDS_EACH; round++) {
          parser.parse(padded, 0, rows.length, visitor);
        }
      }
    } catch (SampleParser.BadRow impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Sample sample(int i) {
    boolean reused = i % 8 != 0;
    boolean ok = i % 16 != 5;
    long sentUs = i * 400_000L;
    long endUs = sentUs + 1_000 + i * 10_000L;
    Sample row =
        new Sample()
            .set(Column.REQUEST, i * REQUESTS_APART)
            .set(Column.USER, i % 32 == 9 ? Sample.ABSENT : i)
            .on(i, reused, reused ? 1_000 * i : Sample.ABSENT)
            .set(Column.INTENDED_US, sentUs - i % 2)
            .set(Column.SENT_US, sentUs)
            .set(Column.CONNECT_US, reused ? Sample.ABSENT : 200)
            .set(Column.END_US, endUs)
            .set(Column.IN_FLIGHT, 1 + i % 60)
            .set(ok ? Outcome.OK : Outcome.CONNECTION_RESET)
            .set(i < 8 ? Phase.WARM_UP : i < 16 ? Phase.RAMP : Phase.STEADY);
    return ok
        ? row.set(Column.FIRST_BYTE_US, endUs - 100)
            .set(Column.STATUS, 200)
            .set(Column.RESPONSE_BYTES, 70)
            .set(Column.NODE_US, endUs - sentUs)
            .set(Column.BACKEND_US, (endUs - sentUs) / 2)
        : row;
  }
}
