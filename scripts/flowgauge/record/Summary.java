package flowgauge.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario's figures. Response times are those of successful responses, in milliseconds, from
 * sending ({@code responseTime}) and from the intended moment ({@code intendedResponseTime}).
 *
 * @param requests rows, those never sent excepted
 * @param succeeded responses with outcome ok
 * @param failed requests that ended badly
 * @param unfinished still in flight at the end
 * @param notSent open arrivals that found no slot
 * @param outcomes rows by outcome's name
 * @param seconds length of the load, over which the rates are taken
 * @param requestsPerSecond successful responses that came during the load, a second
 * @param failuresPerSecond failures during the load, a second
 * @param responseTime from sending
 * @param intendedResponseTime from the intended moment
 * @param streams what event streams did; empty where no answer was one
 * @param statuses how many answers had each error status, where another tool's tables tell it
 * @param warnings what a reader must know before believing the figures
 */
public record Summary(
    long requests,
    long succeeded,
    long failed,
    long unfinished,
    long notSent,
    Map<String, Long> outcomes,
    double seconds,
    double requestsPerSecond,
    double failuresPerSecond,
    Times responseTime,
    Times intendedResponseTime,
    Optional<Streams> streams,
    Optional<Map<String, Long>> statuses,
    List<String> warnings) {

  /**
   * Event streams that ended well.
   *
   * @param count how many
   * @param events their content events
   * @param stalled streams that stood still in their midst, however they ended
   * @param firstEvent from sending to the first content event
   * @param meanGap between content events of a stream
   * @param longestGap of a stream
   */
  public record Streams(
      long count, long events, long stalled, Times firstEvent, Times meanGap, Times longestGap) {}

  /** What all of a run's figures are taken over, in words, but where another name is given. */
  public static final String BASIS = "whole load, ramp included";

  /** The percentiles of the table, in percent. */
  public static final List<Double> PERCENTILES =
      List.of(50.0, 66.0, 75.0, 80.0, 90.0, 95.0, 98.0, 99.0, 99.9, 99.99, 100.0);

  /**
   * Response times in milliseconds, NaN without a successful response.
   *
   * @param percentiles in the order of {@link #PERCENTILES}; nearest rank, the smallest value that
   *     at least so many percent do not exceed
   */
  public record Times(
      double medianMs, double meanMs, double minMs, double maxMs, List<Double> percentiles) {
    /** In files a percentile that can't be had is null. */
    public Times {
      percentiles = percentiles.stream().map(p -> p == null ? Double.NaN : p).toList();
    }
  }
}
