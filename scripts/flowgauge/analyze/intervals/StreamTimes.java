package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What event streams did: those that ended well one by one, those that stood still counted. */
public final class StreamTimes {
  /**
   * A shorter gap is no stall: up to a second the flow of thought stays unbroken (J. Nielsen,
   * Usability Engineering, 1993, 5.5).
   */
  private static final long STALL_US = 1_000_000;

  /** A gap is a stall beyond so many of the stream's other gaps; else the stream is a slow one. */
  private static final long TIMES_USUAL = 10;

  private final Map<Measure, Quantiles> times = new EnumMap<>(Measure.class);
  private long streams;
  private long events;
  private long stalled;

  StreamTimes(Supplier<Quantiles> fresh) {
    Measure.OF_STREAMS.forEach(measure -> times.put(measure, fresh.get()));
  }

  void add(Sample row) {
    stalled += stalled(row) ? 1 : 0;
    if (row.outcome() != Outcome.OK) {
      return;
    }
    streams++;
    events += row.events();
    times.forEach(
        (measure, all) -> {
          long us = measure.us(row);
          if (us >= 0) {
            all.add(us);
          }
        });
  }

  /** Whether its longest gap is far longer than its others. */
  static boolean stalled(Sample row) {
    long longest = row.longestGapUs();
    if (longest < STALL_US) {
      return false;
    }
    if (row.events() < 2) {
      return true; // it broke off behind its first event
    }
    int gaps = row.events() - 1;
    double sum = (double) row.meanGapUs() * gaps;
    boolean among = gaps > 1 && longest <= sum + gaps;
    double usual = among ? Math.max(0, sum - longest) / (gaps - 1) : row.meanGapUs();
    return (gaps > 1 || longest > sum + gaps) && longest >= TIMES_USUAL * usual;
  }

  void add(StreamTimes other) {
    streams += other.streams;
    events += other.events;
    stalled += other.stalled;
    times.forEach((measure, all) -> all.add(other.times.get(measure)));
  }

  /** Both together; null where there is neither. */
  static StreamTimes sum(StreamTimes one, StreamTimes other, Supplier<Quantiles> fresh) {
    if (other == null) {
      return one;
    }
    StreamTimes sum = one == null ? new StreamTimes(fresh) : one;
    sum.add(other);
    return sum;
  }

  /** Streams that ended well. */
  public long streams() {
    return streams;
  }

  /** Their content events. */
  public long events() {
    return events;
  }

  /** Streams that stood still, however they ended. */
  public long stalled() {
    return stalled;
  }

  /** A measure of those that ended well and have it, microseconds. */
  public Quantiles of(Measure measure) {
    return times.get(measure);
  }
}
