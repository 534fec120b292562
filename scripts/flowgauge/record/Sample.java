package flowgauge.record;

/**
 * One request: a row of {@code samples.csv}. Times are whole microseconds since the load's start on
 * the monotonic clock, below 0 for a {@link Phase#BASELINE} ahead of it; {@link #ABSENT} stands for
 * an empty field, and no request comes to that very microsecond: a baseline is over long before.
 *
 * <p>Response time from sending is {@code endUs - sentUs}, which includes connecting; response time
 * from the intended moment, the caller's view, is {@code endUs - intendedUs}.
 *
 * @param request number of the request, from 0, in the order of sending
 * @param user number of the virtual user, from 0; absent in the open model
 * @param connection number of the connection, from 0; absent where none was tried
 * @param reused whether the connection had carried a request before
 * @param idleUs how long a reused connection had lain idle, a duration
 * @param intendedUs when the schedule wanted it sent
 * @param sentUs when the driver set about it: connecting, where it had to, comes after
 * @param connectUs how long connecting took, a duration; absent on reuse
 * @param firstByteUs when the first byte of the response came
 * @param endUs when the last byte came, or the failure was known, or the run ended
 * @param inFlight requests in flight as it was sent, itself included
 * @param outcome how it ended
 * @param status HTTP status
 * @param responseBytes bytes of the response's body that came
 * @param nodeUs the server's own time in the flow's last node, a duration
 * @param backendUs the backend's own time, a duration
 * @param phase the part of the run in which it was sent
 * @param retries how often it was sent again on a new connection
 */
public record Sample(
    long request,
    int user,
    long connection,
    boolean reused,
    long idleUs,
    long intendedUs,
    long sentUs,
    long connectUs,
    long firstByteUs,
    long endUs,
    int inFlight,
    Outcome outcome,
    int status,
    long responseBytes,
    long nodeUs,
    long backendUs,
    Phase phase,
    int retries) {

  /** Stands for an empty field. */
  public static final int ABSENT = -1;

  /** The same request on a clock whose zero lies elsewhere. */
  public Sample shifted(long byUs) {
    return new Sample(
        request,
        user,
        connection,
        reused,
        idleUs,
        moment(intendedUs, byUs),
        moment(sentUs, byUs),
        connectUs,
        moment(firstByteUs, byUs),
        moment(endUs, byUs),
        inFlight,
        outcome,
        status,
        responseBytes,
        nodeUs,
        backendUs,
        phase,
        retries);
  }

  /** The same request outside the load, of no virtual user. */
  public Sample in(Phase next) {
    return new Sample(
        request,
        next.ofLoad() ? user : ABSENT,
        connection,
        reused,
        idleUs,
        intendedUs,
        sentUs,
        connectUs,
        firstByteUs,
        endUs,
        inFlight,
        outcome,
        status,
        responseBytes,
        nodeUs,
        backendUs,
        next,
        retries);
  }

  private static long moment(long us, long byUs) {
    return us == ABSENT ? ABSENT : us + byUs;
  }
}
