package flowgauge.record.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of {@code samples.csv}, in order: the one place that lists them. A request's row is a
 * whole number a column ({@link Sample}); the name in files is the constant's in lower case.
 *
 * <p>Moments are microseconds since the load's start on the monotonic clock, durations microseconds
 * too.
 */
public enum Column {
  /** Number of the request, from 0, in the order of sending. */
  REQUEST(Kind.NUMBER),
  /** Number of the virtual user, from 0; absent in the open model. */
  USER(Kind.COUNT),
  /** Number of the connection, from 0; absent where none was tried. */
  CONNECTION(Kind.NUMBER),
  /** Whether the connection had carried a request before; empty without a connection. */
  REUSED(Kind.FLAG),
  /** How long a reused connection had lain idle. */
  IDLE_US(Kind.DURATION),
  /** When the schedule wanted it sent. */
  INTENDED_US(Kind.MOMENT),
  /** When the driver set about it: connecting, where it had to, comes after. */
  SENT_US(Kind.MOMENT),
  /** How long connecting took; absent on reuse. */
  CONNECT_US(Kind.DURATION, Sample.ABSENT),
  /** When the first byte of the response came. */
  FIRST_BYTE_US(Kind.MOMENT),
  /** When the last byte came, or the failure was known, or the run ended. */
  END_US(Kind.MOMENT),
  /** Requests in flight as it was sent, itself included. */
  IN_FLIGHT(Kind.COUNT),
  /** How it ended: an {@link Outcome}. */
  OUTCOME(Kind.OUTCOME),
  /** HTTP status. */
  STATUS(Kind.COUNT),
  /** Bytes of the response's body that came. */
  RESPONSE_BYTES(Kind.NUMBER),
  /** The server's own time in the flow's last node. */
  NODE_US(Kind.DURATION),
  /** The backend's own time. */
  BACKEND_US(Kind.DURATION),
  /** The part of the run in which it was sent: a {@link Phase}. */
  PHASE(Kind.PHASE, Phase.STEADY.ordinal()),
  /** How often it was sent again on a new connection. */
  RETRIES(Kind.COUNT, 0),
  /** When the first content event of an event stream came; all of these absent for no stream. */
  FIRST_EVENT_US(Kind.MOMENT, Sample.ABSENT),
  /** Content events of a stream: those whose data is not empty, its end marker left out. */
  EVENTS(Kind.COUNT, Sample.ABSENT),
  /** Mean time between one content event and the next; absent with fewer than two. */
  MEAN_GAP_US(Kind.DURATION, Sample.ABSENT),
  /** The longest; where the answer did not come to its end, the one before that counts too. */
  LONGEST_GAP_US(Kind.DURATION, Sample.ABSENT),
  /** Number of the line of inputs that it sent, from 1; absent where all send the same. */
  INPUT(Kind.NUMBER, Sample.ABSENT),
  /**
   * Number of its name among the labels of its scenario in {@code run.json}, from 0; absent where
   * it has none.
   */
  LABEL(Kind.COUNT, Sample.ABSENT);

  /** What stands in a column. */
  public enum Kind {
    /** A whole number from 0 on. */
    NUMBER,
    /** A whole number from 0 on of which there are few: it fits into 32 bits. */
    COUNT,
    /** Microseconds, from 0 on. */
    DURATION,
    /** A whole number, below 0 ahead of the load's start. */
    MOMENT,
    /** {@code true} or {@code false}. */
    FLAG,
    /** The name of an {@link Outcome}; its ordinal in memory. */
    OUTCOME,
    /** The name of a {@link Phase}; its ordinal in memory. */
    PHASE;

    /** Whether it is written in digits. */
    public boolean number() {
      return this == NUMBER || this == COUNT || this == DURATION || this == MOMENT;
    }
  }

  /** All, in order. */
  public static final List<Column> ALL = List.of(values());

  private static final Map<String, Column> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Column::text, Function.identity()));

  private final String text = name().toLowerCase(Locale.ROOT);
  private final Kind kind;
  private final boolean optional;
  private final long otherwise;

  /** One that every file has. */
  Column(Kind kind) {
    this(kind, false, kind == Kind.FLAG ? 0 : Sample.ABSENT);
  }

  /** One that a file may lack, which then reads as {@code otherwise}. */
  Column(Kind kind, long otherwise) {
    this(kind, true, otherwise);
  }

  Column(Kind kind, boolean optional, long otherwise) {
    this.kind = kind;
    this.optional = optional;
    this.otherwise = otherwise;
  }

  /** The name in files. */
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a file may lack it. */
  public boolean optional() {
    return optional;
  }

  /** What a new row holds there, and one of a file that lacks the column. */
  public long otherwise() {
    return otherwise;
  }

  /** The column of that name in files, or empty. */
  public static Optional<Column> of(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }
}
