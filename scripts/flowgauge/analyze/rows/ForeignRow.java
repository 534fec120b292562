package flowgauge.analyze.rows;

import flowgauge.record.sample.Outcome;

/**
 * A request that another tool recorded. Times are microseconds since 1970, -1 where the format has
 * none; reused for the next row.
 */
public final class ForeignRow {
  /** Times and durations beyond are broken numbers. */
  public static final long LONGEST_US = 31L * 24 * 3600 * 1_000_000;

  /** Number of the virtual user, from 0; -1 where the format names none. */
  public int user;

  /** Number of its name among {@link RowSink#label}s; -1 without one. */
  public int label;

  public long startUs;
  public long endUs;
  public long intendedUs;
  public long firstByteUs;

  /** When the first event of a stream came. */
  public long firstEventUs;

  /** Events of a stream; -1 where the answer was none. */
  public int events;

  /** Mean time from one event to the next, -1 without. */
  public long meanGapUs;

  /** The longest. */
  public long longestGapUs;

  /** How long connecting took; -1 for a connection that was there. */
  public long connectUs;

  public Outcome outcome;

  /** HTTP status, -1 without one. */
  public int status;

  /** Of the answer, -1 where the format does not tell. */
  public long bytes;

  /** A part of a request that may be in the file as a whole: its label with a number behind. */
  public boolean step;

  /** The sum of others that may be in the file themselves. */
  public boolean sum;

  /** Number of the file's own parts, such as headers in its middle, from 0. */
  public int part;

  /** Makes it a row of which nothing is known. */
  public ForeignRow clear() {
    user = -1;
    label = -1;
    startUs = -1;
    endUs = -1;
    intendedUs = -1;
    firstByteUs = -1;
    firstEventUs = -1;
    events = -1;
    meanGapUs = -1;
    longestGapUs = -1;
    connectUs = -1;
    outcome = Outcome.OK;
    status = -1;
    bytes = -1;
    step = false;
    sum = false;
    part = 0;
    return this;
  }

  /**
   * What is wrong with its times.
   *
   * @throws CsvRows.BadField in words
   */
  public void check() {
    if (startUs < 0 || startUs >= Long.MAX_VALUE / 4) {
      throw new CsvRows.BadField("its time is missing or no time since 1970");
    }
    if (endUs < startUs || endUs - startUs > LONGEST_US) {
      throw new CsvRows.BadField(
          endUs < startUs
              ? "it ends before it starts"
              : "it takes more than the 31 days there can be");
    }
    if (status > 999 || bytes > 1L << 50) {
      throw new CsvRows.BadField("its status or size is beyond what can be");
    }
    status = Math.max(-1, status);
    bytes = Math.max(-1, bytes);
    firstByteUs = firstByteUs < startUs || firstByteUs > endUs ? -1 : firstByteUs;
    long lasted = endUs - startUs;
    if (events < 0 || firstEventUs < startUs || firstEventUs > endUs) {
      firstEventUs = -1;
    }
    meanGapUs = events < 2 || meanGapUs > lasted ? -1 : meanGapUs;
    longestGapUs = events < 2 || longestGapUs > lasted ? -1 : longestGapUs;
    connectUs = connectUs <= 0 || connectUs > endUs - startUs ? -1 : connectUs;
    intendedUs = intendedUs < 0 || intendedUs > startUs ? -1 : intendedUs;
  }

  /** Writes it as {@link RowSort#WIDTH} numbers. */
  public void put(long[] into, int at) {
    into[at] = startUs;
    into[at + 1] = endUs;
    into[at + 2] = intendedUs;
    into[at + 3] = firstByteUs;
    into[at + 4] = connectUs;
    into[at + 5] = bytes;
    into[at + 6] = (long) user << 32 | label & 0xffffffffL;
    into[at + 7] = firstEventUs;
    into[at + 8] = events;
    into[at + 9] = meanGapUs;
    into[at + 10] = longestGapUs;
    into[at + 11] =
        (long) part << 32
            | (status & 0xffffL) << 16
            | (sum ? 1 << 9 : 0)
            | (step ? 1 << 8 : 0)
            | outcome.ordinal();
  }

  private static final Outcome[] OUTCOMES = Outcome.values();

  /** Reads it from there. */
  public void take(long[] from, int at) {
    startUs = from[at];
    endUs = from[at + 1];
    intendedUs = from[at + 2];
    firstByteUs = from[at + 3];
    connectUs = from[at + 4];
    bytes = from[at + 5];
    user = (int) (from[at + 6] >> 32);
    label = (int) from[at + 6];
    firstEventUs = from[at + 7];
    events = (int) from[at + 8];
    meanGapUs = from[at + 9];
    longestGapUs = from[at + 10];
    long rest = from[at + 11];
    part = (int) (rest >> 32);
    status = (short) (rest >> 16);
    sum = (rest & 1 << 9) != 0;
    step = (rest & 1 << 8) != 0;
    outcome = OUTCOMES[(int) (rest & 0xff)];
  }
}
