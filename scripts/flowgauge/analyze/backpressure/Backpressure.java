package flowgauge.analyze.backpressure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Whether load piled up in front of the server.
 *
 * @param verdict the whole
 * @param onsetInFlight requests in flight from which on response times grew, where they did; the
 *     slots, where these were told and full
 * @param saturatedSinceSeconds start of the stretch in which work piled up most, for a saturated
 *     one, since the scenario's start
 * @param saturatedUntilSeconds its end
 * @param waiting how long requests waited, where what they take alone is known
 * @param met whether a request takes the longer the more others it meets
 * @param surplus in the open model: the stretch in which work due and not finished grew most
 * @param slots requests that the server works on at once: told, or inferred from rate and
 *     uncontended time where requests waited
 * @param sentence the verdict in words
 * @param lack what it lacks where the verdict, or what a request takes alone, can't be told
 * @param signatures all that was looked at
 * @param knee where throughput stopped growing with requests in flight, where it did
 * @param points throughput and response time against requests in flight
 */
public record Backpressure(
    Verdict verdict,
    Optional<Double> onsetInFlight,
    Optional<Double> saturatedSinceSeconds,
    Optional<Double> saturatedUntilSeconds,
    Optional<Waiting> waiting,
    Optional<Met> met,
    Optional<Surplus.Found> surplus,
    Optional<Slots> slots,
    String sentence,
    Optional<Lack> lack,
    List<Signature> signatures,
    Optional<Knee> knee,
    List<LoadPoint> points) {

  /**
   * The same of a load that asked for other requests at its end than at its start. They may take
   * longer alone, so response times tell no queue; work that came in and was not finished does, and
   * so do slots that were told.
   */
  public Backpressure ofOtherRequests() {
    boolean tells =
        surplus.filter(Surplus.Found::overload).isPresent()
            || slots.filter(Slots::told).isPresent();
    if (verdict == Verdict.NONE || verdict == Verdict.CANNOT_TELL || tells) {
      return this;
    }
    return new Backpressure(
        Verdict.CANNOT_TELL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        waiting,
        met,
        surplus,
        slots,
        "can't tell: " + BackpressureText.OTHER_REQUESTS,
        Optional.of(new Lack(Lack.What.ONE_MIXTURE, 0, Optional.empty())),
        signatures,
        Optional.empty(),
        points);
  }

  /** How far it went. */
  public enum Verdict {
    /** No backpressure. */
    NONE,
    /** Requests waited, by a fifth of their uncontended time or more, and all were served. */
    ONSET,
    /** For 5 s or a tenth of the load work came in faster than it was finished. */
    SATURATED,
    /** Not known, for what it lacks. */
    CANNOT_TELL
  }

  /**
   * Requests that the server works on at once.
   *
   * @param count how many
   * @param told whether settings say so; else inferred
   * @param busy the share of them that was busy in the fullest window, closed model only
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Slots(double count, boolean told, Optional<Double> busy) {}

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
