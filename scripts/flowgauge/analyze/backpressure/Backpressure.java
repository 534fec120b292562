package flowgauge.analyze.backpressure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Whether load piled up in front of the server.
 *
 * @param verdict the whole
 * @param onsetInFlight requests in flight from which on response times grew, where they did
 * @param saturatedSinceSeconds since the scenario's start, for a saturated one
 * @param sentence the verdict in words
 * @param signatures all that was looked at
 * @param knee where throughput stopped growing with requests in flight, where it did
 * @param points throughput and response time against requests in flight
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Backpressure(
    Verdict verdict,
    Optional<Double> onsetInFlight,
    Optional<Double> saturatedSinceSeconds,
    String sentence,
    List<Signature> signatures,
    Optional<Knee> knee,
    List<LoadPoint> points) {

  /** How far it went. */
  public enum Verdict {
    /** No backpressure. */
    NONE,
    /** Requests waited at times; throughput still grew with load. */
    ONSET,
    /** More load brought longer waiting only. */
    SATURATED,
    /** Too few responses to say. */
    CANNOT_TELL
  }

  /**
   * Where a line through the origin bends to flat.
   *
   * @param inFlight requests in flight at the bend
   * @param lowInFlight lower end of its 95 % interval
   * @param highInFlight upper end
   * @param throughputPerSecond the plateau, requests a second
   */
  public record Knee(
      double inFlight, double lowInFlight, double highInFlight, double throughputPerSecond) {}

  /**
   * A stretch of time.
   *
   * @param seconds its start since the scenario's
   * @param inFlight mean requests in flight
   * @param throughputPerSecond requests that ended, a second
   * @param p50Ms median of the responses that ended in it
   */
  public record LoadPoint(
      double seconds, double inFlight, double throughputPerSecond, double p50Ms) {}
}
