package flowgauge.record.sample;

import java.util.Arrays;

/**
 * One request: a row of {@code samples.csv}, a whole number for each {@link Column}. {@link
 * #ABSENT} stands for an empty field; no moment is that very microsecond, as a baseline is over
 * long before the load.
 *
 * <p>It can be filled again, so that whoever makes or reads rows by the million makes no object for
 * each: a {@link Visitor} copies what it keeps.
 *
 * <p>Response time from sending is {@code endUs - sentUs}, which includes connecting; response time
 * from the intended moment, the caller's view, is {@code endUs - intendedUs}.
 */
public final class Sample {
  /** Stands for an empty field. */
  public static final int ABSENT = -1;

  // constants, as the compiler does not know that an ordinal is one
  private static final int REQUEST = Column.REQUEST.ordinal();
  private static final int USER = Column.USER.ordinal();
  private static final int CONNECTION = Column.CONNECTION.ordinal();
  private static final int REUSED = Column.REUSED.ordinal();
  private static final int IDLE = Column.IDLE_US.ordinal();
  private static final int INTENDED = Column.INTENDED_US.ordinal();
  private static final int SENT = Column.SENT_US.ordinal();
  private static final int CONNECT = Column.CONNECT_US.ordinal();
  private static final int FIRST_BYTE = Column.FIRST_BYTE_US.ordinal();
  private static final int END = Column.END_US.ordinal();
  private static final int IN_FLIGHT = Column.IN_FLIGHT.ordinal();
  private static final int OUTCOME = Column.OUTCOME.ordinal();
  private static final int STATUS = Column.STATUS.ordinal();
  private static final int RESPONSE_BYTES = Column.RESPONSE_BYTES.ordinal();
  private static final int NODE = Column.NODE_US.ordinal();
  private static final int BACKEND = Column.BACKEND_US.ordinal();
  private static final int PHASE = Column.PHASE.ordinal();
  private static final int RETRIES = Column.RETRIES.ordinal();
  private static final int FIRST_EVENT = Column.FIRST_EVENT_US.ordinal();
  private static final int EVENTS = Column.EVENTS.ordinal();
  private static final int MEAN_GAP = Column.MEAN_GAP_US.ordinal();
  private static final int LONGEST_GAP = Column.LONGEST_GAP_US.ordinal();
  private static final int INPUT = Column.INPUT.ordinal();
  private static final int LABEL = Column.LABEL.ordinal();

  private static final long[] EMPTY = Column.ALL.stream().mapToLong(Column::otherwise).toArray();

  final long[] values = EMPTY.clone();

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes a row that is valid until the next call. */
    void row(Sample row);
  }

  /** Empties all fields. */
  public Sample clear() {
    System.arraycopy(EMPTY, 0, values, 0, EMPTY.length);
    return this;
  }

  /** The field of a column. */
  public long get(Column column) {
    return values[column.ordinal()];
  }

  /** Sets the field of a column. */
  public Sample set(Column column, long value) {
    values[column.ordinal()] = value;
    return this;
  }

  public Sample set(Outcome outcome) {
    values[OUTCOME] = outcome.ordinal();
    return this;
  }

  public Sample set(Phase phase) {
    values[PHASE] = phase.ordinal();
    return this;
  }

  /** Says which connection carries it; {@code idleUs} is absent on a new one. */
  public Sample on(long connection, boolean reused, long idleUs) {
    values[CONNECTION] = connection;
    values[REUSED] = reused ? 1 : 0;
    values[IDLE] = idleUs;
    return this;
  }

  /** The fields in the order of {@link Column#ALL}, for who fills them: not a copy. */
  public long[] values() {
    return values;
  }

  /** The same request, to be kept. */
  public Sample copy() {
    Sample copy = new Sample();
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  /** The same request on a clock whose zero lies elsewhere. */
  public Sample shifted(long byUs) {
    Sample shifted = copy();
    for (Column column : Column.ALL) {
      if (column.kind() == Column.Kind.MOMENT && get(column) != ABSENT) {
        shifted.set(column, get(column) + byUs);
      }
    }
    return shifted;
  }

  /** The same request in another part of the run; outside the load it is of no virtual user. */
  public Sample in(Phase next) {
    Sample moved = copy().set(next);
    return next.ofLoad() ? moved : moved.set(Column.USER, ABSENT);
  }

  public long request() {
    return values[REQUEST];
  }

  public int user() {
    return (int) values[USER];
  }

  public long connection() {
    return values[CONNECTION];
  }

  public boolean reused() {
    return values[REUSED] == 1;
  }

  public long idleUs() {
    return values[IDLE];
  }

  public long intendedUs() {
    return values[INTENDED];
  }

  public long sentUs() {
    return values[SENT];
  }

  public long connectUs() {
    return values[CONNECT];
  }

  public long firstByteUs() {
    return values[FIRST_BYTE];
  }

  public long endUs() {
    return values[END];
  }

  public int inFlight() {
    return (int) values[IN_FLIGHT];
  }

  public Outcome outcome() {
    return Outcome.at((int) values[OUTCOME]);
  }

  public int status() {
    return (int) values[STATUS];
  }

  public long responseBytes() {
    return values[RESPONSE_BYTES];
  }

  public long nodeUs() {
    return values[NODE];
  }

  public long backendUs() {
    return values[BACKEND];
  }

  public Phase phase() {
    return Phase.at((int) values[PHASE]);
  }

  public int retries() {
    return (int) values[RETRIES];
  }

  public long firstEventUs() {
    return values[FIRST_EVENT];
  }

  /** Content events; absent where the answer was no event stream. */
  public int events() {
    return (int) values[EVENTS];
  }

  public long meanGapUs() {
    return values[MEAN_GAP];
  }

  public long longestGapUs() {
    return values[LONGEST_GAP];
  }

  /** Number of the line of inputs, from 1. */
  public long input() {
    return values[INPUT];
  }

  /** Number of its name, from 0. */
  public int label() {
    return (int) values[LABEL];
  }

  /** From sending to the end, microseconds. */
  public long responseUs() {
    return values[END] - values[SENT];
  }

  /** From the intended moment to the end, the caller's view, microseconds. */
  public long intendedResponseUs() {
    return values[END] - (values[INTENDED] < 0 ? values[SENT] : values[INTENDED]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample sample && Arrays.equals(values, sample.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return SampleCsv.format(this);
  }
}
