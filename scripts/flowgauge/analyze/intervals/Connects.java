package flowgauge.analyze.intervals;

import flowgauge.record.sample.Sample;

/**
 * How long successful requests on new connections waited for these, and what they took then; and
 * how many connections were had that were never answered.
 */
public final class Connects {
  /** What a connect on a near and healthy server never takes, microseconds. */
  private static final long LONG_US = 1 << 16;

  /** So many times the quickest is no longer the way there and back. */
  private static final int FAR_LONGER = 10;

  /** By the power of two that a connect took, microseconds. */
  private final long[] counts = new long[Long.SIZE];

  private long all;
  private double servedLogSum;
  private long unanswered;

  void add(Sample row) {
    long connect = row.connectUs();
    if (connect > 0) {
      counts[Long.SIZE - 1 - Long.numberOfLeadingZeros(connect)]++;
      all++;
      servedLogSum += Math.log(Math.max(1, row.responseUs() - connect) / 1e3);
    }
  }

  /** A request that never ended, or that the client gave up on. */
  void addUnanswered(Sample row) {
    boolean first = row.connectUs() > 0 && row.firstByteUs() == Sample.ABSENT;
    unanswered += first ? 1 : 0;
  }

  void merge(Connects other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    all += other.all;
    servedLogSum += other.servedLogSum;
    unanswered += other.unanswered;
  }

  /** How many were had and never gave an answer to their first request. */
  public long unanswered() {
    return unanswered;
  }

  /** How many there are. */
  public long count() {
    return all;
  }

  /**
   * How many waited: above 65 ms, and some ten times and more what the quickest took, as that is
   * the way there and back.
   */
  public long waited() {
    long waited = 0;
    long quickestUs = 0;
    for (int i = 0; i < counts.length; i++) {
      quickestUs = quickestUs == 0 && counts[i] > 0 ? 1L << i : quickestUs;
      waited += 1L << i >= Math.max(LONG_US, FAR_LONGER * quickestUs) ? counts[i] : 0;
    }
    return waited;
  }

  /**
   * The mean of the natural logarithm of what they took once connected, in milliseconds; NaN of
   * none.
   */
  public double servedLogMean() {
    return all == 0 ? Double.NaN : servedLogSum / all;
  }
}
