package flowgauge.record.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a request ended. The name in files is the constant's in lower case. */
public enum Outcome {
  /** A whole response with a status below 400. */
  OK,
  /** A whole response with a status of 400 or above. */
  HTTP_ERROR,
  /** Nobody listened at the address. */
  CONNECT_REFUSED,
  /** No connection within the connect timeout, or within the response's where that is shorter. */
  CONNECT_TIMEOUT,
  /** Any other failure to connect. */
  CONNECT_FAILED,
  /** The server reset the connection (TCP RST) before a whole response. */
  CONNECTION_RESET,
  /** The server closed the connection (TCP FIN) before a whole response. */
  REMOTE_CLOSED,
  /** No whole response within the timeout. */
  RESPONSE_TIMEOUT,
  /** What came is not HTTP, or lacks a time that has to be in it. */
  INVALID_RESPONSE,
  /** A whole response with a status below 400 that lacks what it is expected to hold. */
  UNEXPECTED_ANSWER,
  /** A whole response that is an event stream and lacks the event that ends one. */
  STREAM_CUT,
  /** Still in flight when the run ended: right-censored, neither a success nor a failure. */
  UNFINISHED,
  /** An open arrival that found no free slot in flight: never sent. */
  NOT_SENT;

  private static final Outcome[] VALUES = values();

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in files. */
  public String text() {
    return text;
  }

  /** True for what was sent and ended badly: neither ok, unfinished nor not sent. */
  public boolean failed() {
    return this != OK && this != UNFINISHED && this != NOT_SENT;
  }

  /** True where the driver gave up waiting: it would have taken longer than was seen. */
  public boolean timedOut() {
    return this == RESPONSE_TIMEOUT || this == CONNECT_TIMEOUT;
  }

  /** The outcome of that name in files, or empty. */
  public static Optional<Outcome> of(String text) {
    return Arrays.stream(VALUES).filter(outcome -> outcome.text.equals(text)).findFirst();
  }

  static Outcome at(int ordinal) {
    return VALUES[ordinal];
  }
}
