package flowgauge.analyze.intervals;

import flowgauge.record.sample.Outcome;

/** How requests are lost, told by outcome and status. */
public final class Losses {
  /** Too many requests (RFC 6585, section 4). */
  private static final int TOO_MANY = 429;

  /** Service unavailable, for overload or maintenance (RFC 9110, section 15.6.4). */
  private static final int UNAVAILABLE = 503;

  private Losses() {}

  /** The server said that it takes no more for now. */
  public static boolean refused(Outcome outcome, long status) {
    return outcome == Outcome.HTTP_ERROR && (status == TOO_MANY || status == UNAVAILABLE);
  }

  /** Work that came in and that the server, its queue or its driver had no room for. */
  public static boolean byLoad(Outcome outcome, long status) {
    return refused(outcome, status)
        || outcome == Outcome.RESPONSE_TIMEOUT
        || outcome == Outcome.CONNECT_REFUSED
        || outcome == Outcome.CONNECT_TIMEOUT
        || outcome == Outcome.CONNECT_FAILED
        || outcome == Outcome.NOT_SENT;
  }

  /** It ended by an answer or because the server closed the connection. */
  public static boolean endedByServer(Outcome outcome) {
    return outcome == Outcome.OK
        || outcome == Outcome.HTTP_ERROR
        || outcome == Outcome.CONNECTION_RESET
        || outcome == Outcome.REMOTE_CLOSED
        || outcome == Outcome.INVALID_RESPONSE
        || outcome == Outcome.UNEXPECTED_ANSWER
        || outcome == Outcome.STREAM_CUT;
  }
}
