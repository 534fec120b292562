package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Sample;

/** Requests that met about as many others in flight as they were sent, themselves counted. */
public final class Level {
  public long inFlightSum;
  public Quantiles response = new Quantiles(1024, 3);
  public Split split = new Split();

  /** Those that failed, but were neither refused nor given up on. */
  public long failed;

  private long failedInFlightSum;

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
