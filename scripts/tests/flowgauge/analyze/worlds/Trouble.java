package flowgauge.analyze.worlds;

/**
 * Why requests fail, their timeout apart.
 *
 * @param kind of failing
 * @param share of requests that a reset hits
 * @param perSecond what a rate limiter lets through
 * @param status that it answers with otherwise
 * @param connections that a server accepts
 * @param outages when every request is reset
 */
record Trouble(
    Kind kind, double share, double perSecond, int status, int connections, Stretches outages) {

  /** Ways of failing. */
  enum Kind {
    NONE,
    /** Any request may be reset as it comes. */
    RESET_AT_ONCE,
    /** Any may be reset in place of its answer. */
    RESET_AT_END,
    /** All are, for a while. */
    OUTAGES,
    /** Those that meet a server that stands still may be reset once it goes on. */
    RESET_IN_PAUSES,
    /** A token bucket. */
    RATE_LIMIT,
    /** Connections beyond a number are not accepted and wait. */
    CONNECTIONS_WAIT,
    /** Connections beyond a number are refused. */
    CONNECTIONS_REFUSED
  }

  static final Trouble NONE = new Trouble(Kind.NONE, 0, 0, 0, 0, Stretches.NONE);

  /** Whether connections are bounded. */
  boolean boundsConnections() {
    return kind == Kind.CONNECTIONS_WAIT || kind == Kind.CONNECTIONS_REFUSED;
  }
}
