package flowgauge.analyze.samples;

import flowgauge.record.Outcome;
import flowgauge.record.Phase;

/**
 * One row of {@code samples.csv} while it is read: the fields of {@link flowgauge.record.Sample},
 * in the same units (microseconds, -1 for an empty field). Reused for the next row: a visitor
 * copies what it keeps.
 */
public final class SampleRow {
  public long request;
  public long user;
  public long connection;
  public boolean reused;
  public long idleUs;
  public long intendedUs;
  public long sentUs;
  public long connectUs;
  public long firstByteUs;
  public long endUs;
  public long inFlight;
  public Outcome outcome;
  public long status;
  public long responseBytes;
  public long nodeUs;
  public long backendUs;
  public Phase phase;
  public long retries;

  /** Receives each row, in the order of the file. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes a row that is valid until the next call. */
    void row(SampleRow row);
  }

  /** From sending to the end, microseconds. */
  public long responseUs() {
    return endUs - sentUs;
  }

  /** From the intended moment to the end, the caller's view, microseconds. */
  public long intendedResponseUs() {
    return endUs - (intendedUs < 0 ? sentUs : intendedUs);
  }
}
