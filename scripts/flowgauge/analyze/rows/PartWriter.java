package flowgauge.analyze.rows;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Writes {@code samples.csv} out of rows in the order of their start. Those in flight wait until
 * they end, so that rows stand in the order of ending, each with how many were in flight as it was
 * sent.
 */
final class PartWriter implements AutoCloseable {
  /** More at once are no requests of one run. */
  private static final int MOST_IN_FLIGHT = 2_000_000;

  private final RunPart part;
  private final boolean coarse;
  private final SampleQueue queue = new SampleQueue();
  private final SampleWriter writer;
  private final PriorityQueue<Flying> flying =
      new PriorityQueue<>(
          Comparator.<Flying>comparingLong(f -> f.row.endUs).thenComparingLong(f -> f.number));
  private final ArrayDeque<Flying> free = new ArrayDeque<>();
  private final Sample sample = new Sample();
  private long number;

  private final long[] seen = new long[1 << 16];

  /** Rows that ended before the last one was sent. */
  long endedInLoad;

  private static final class Flying {
    final ForeignRow row = new ForeignRow();
    final long[] numbers = new long[RowSort.WIDTH];
    long number;
    int inFlight;
  }

  /**
   * @param coarse whether times are too coarse to tell how many were in flight as one was sent
   */
  PartWriter(RunPart part, Path file, boolean coarse) throws IOException {
    this.coarse = coarse;
    this.part = part;
    this.writer = SampleWriter.start(queue, file, List.of());
  }

  void add(ForeignRow row) throws IOException {
    while (!flying.isEmpty() && flying.peek().row.endUs <= row.startUs) {
      put(flying.poll());
    }
    if (flying.size() >= MOST_IN_FLIGHT) {
      throw new IOException(
          "more than %,d requests are in flight at once: its times can't be what they seem"
              .formatted(MOST_IN_FLIGHT));
    }
    Flying next = free.isEmpty() ? new Flying() : free.pop();
    row.put(next.numbers, 0);
    next.row.take(next.numbers, 0);
    next.number = number++;
    flying.add(next);
    next.inFlight = flying.size();
    seen[Math.min(seen.length - 1, next.inFlight)]++;
  }

  private void put(Flying ended) {
    ForeignRow row = ended.row;
    queue.put(
        sample
            .clear()
            .set(Column.REQUEST, ended.number)
            .set(Column.USER, row.user)
            .set(Column.INTENDED_US, since(row.intendedUs))
            .set(Column.SENT_US, since(row.startUs))
            .set(Column.CONNECT_US, row.connectUs)
            .set(Column.FIRST_BYTE_US, since(row.firstByteUs))
            .set(Column.END_US, since(row.endUs))
            .set(Column.IN_FLIGHT, coarse ? Sample.ABSENT : ended.inFlight)
            .set(row.outcome)
            .set(Column.STATUS, row.status)
            .set(Column.RESPONSE_BYTES, row.bytes)
            .set(Column.FIRST_EVENT_US, since(row.firstEventUs))
            .set(Column.EVENTS, row.events)
            .set(Column.MEAN_GAP_US, row.meanGapUs)
            .set(Column.LONGEST_GAP_US, row.longestGapUs)
            .set(Column.LABEL, row.label)
            .set(part.phase(row.startUs)));
    endedInLoad += row.endUs <= part.lastStartUs ? 1 : 0;
    free.push(ended);
  }

  private long since(long us) {
    return us < 0 ? -1 : Math.max(0, us - part.startUs);
  }

  /**
   * How many were most often in flight, the one just sent included: of workers that send one
   * request after the other all of them, where the most at once may be one more by a rounded time.
   */
  int usualInFlight() {
    int usual = 1;
    for (int n = 1; n < seen.length; n++) {
      usual = seen[n] > seen[usual] ? n : usual;
    }
    return usual;
  }

  /** Writes those still in flight, and ends the file. */
  @Override
  public void close() throws IOException {
    while (!flying.isEmpty()) {
      put(flying.poll());
    }
    writer.close();
  }
}
