package flowgauge.analyze.backpressure;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What {@link WithinMoment} found.
 *
 * @param slopeS seconds that a request takes longer for each other that it meets
 * @param t the slope over its standard error
 * @param lineShare slope times throughput: the part of the response time that stands in a line
 * @param lineError standard error of that
 * @param windows how many were compared, 0 where what is met does not vary
 */
public record Met(double slopeS, double t, double lineShare, double lineError, int windows) {
  static final Met NOTHING = new Met(0, 0, 0, 0, 0);

  /** No service without a queue reached it in 330 simulated runs. */
  static final double QUEUE = 4;

  /** Of runs without a queue 1 in 100 reaches it. */
  private static final double NO_QUEUE = 2.5;

  /** Whether it could be tested. */
  @JsonIgnore
  public boolean tested() {
    return windows > 0;
  }

  /** A queue, beyond doubt. */
  @JsonIgnore
  public boolean queue() {
    return tested() && t > QUEUE;
  }

  /**
   * Whether, of so many requests in flight, so many stood in a line that it was as good as never
   * empty: twice the square root of all, as it would vary by if they came as they like.
   */
  boolean standing(double inFlight) {
    return tested() && (lineShare - 2 * lineError) * inFlight >= 2 * Math.sqrt(inFlight);
  }

  /** Whether a line, if there is one, is less of the response time than a share. */
  boolean noLine(double share) {
    return tested() && lineShare + 2 * lineError < share;
  }

  /** Looked at closely enough to have seen a line that is such a part of the response time. */
  boolean noQueue(double share) {
    return tested() && t < NO_QUEUE && lineShare + 2 * lineError < share;
  }
}
