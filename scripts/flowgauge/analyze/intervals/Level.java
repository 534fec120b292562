package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Sample;
import java.util.Arrays;

/** Requests that met about as many others in flight as they were sent, themselves counted. */
public final class Level {
  /** Those of the first numbers in flight, looked up instead of computed for each row. */
  private static final int[] FIRST = new int[8192];

  static {
    Arrays.setAll(FIRST, Level::computed);
  }

  public long inFlightSum;
  public Quantiles response = new Quantiles(1024, 3);
  public Split split = new Split();

  /** Those that failed, but were neither refused nor given up on. */
  public long failed;

  private long failedInFlightSum;

  /** The number of a level: each in flight up to 32 is one, then sixteen make a doubling. */
  static int of(long inFlight) {
    return inFlight < FIRST.length ? FIRST[(int) inFlight] : computed(inFlight);
  }

  private static int computed(long inFlight) {
    return inFlight < 32
        ? (int) inFlight
        : 32 + (int) (16 * Math.log(inFlight / 32.0) / Math.log(2));
  }

  void lost(Sample row) {
    if (!row.outcome().timedOut() && !Losses.refused(row.outcome(), row.status())) {
      failed++;
      failedInFlightSum += row.inFlight();
    }
  }

  void add(Level other) {
    inFlightSum += other.inFlightSum;
    response.add(other.response);
    split.add(other.split);
    failed += other.failed;
    failedInFlightSum += other.failedInFlightSum;
  }

  /** Mean in flight of all of them; NaN of none. */
  public double inFlight() {
    return (double) (inFlightSum + failedInFlightSum) / (response.count() + failed);
  }
}
