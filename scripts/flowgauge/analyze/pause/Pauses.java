package flowgauge.analyze.pause;

import java.util.List;
import java.util.Optional;

/**
 * Stretches with requests in flight in which nothing ended, longer than chance allows.
 *
 * @param verdict the whole
 * @param count how many
 * @param longestMs the longest, milliseconds
 * @param totalSeconds all together
 * @param shareOfLoad of the load's time, 0 to 1
 * @param everySeconds median time from the start of one to the start of the next
 * @param regular whether that time varies by less than a fifth
 * @param shortestSeenMs how long a pause has to be for this run to show it
 * @param longest the longest fifty, in the order of time
 * @param corrected percentiles as an open load of the same rate would have seen them, in the closed
 *     model where they differ
 * @param sentence in words
 */
public record Pauses(
    Verdict verdict,
    int count,
    double longestMs,
    double totalSeconds,
    double shareOfLoad,
    Optional<Double> everySeconds,
    boolean regular,
    Optional<Double> shortestSeenMs,
    List<Pause> longest,
    Optional<Corrected> corrected,
    String sentence) {

  /** Whether it paused. */
  public enum Verdict {
    /** It did. */
    YES,
    /** Not for as long as this run would show. */
    NO,
    /** Too few answers, or no samples. */
    CANNOT_TELL
  }

  /**
   * A pause.
   *
   * @param fromSeconds when the last request before it ended, since the scenario's start
   * @param toSeconds when the next one ended
   * @param inFlight requests in flight as it began
   */
  public record Pause(double fromSeconds, double toSeconds, int inFlight) {
    /** How long. */
    public double seconds() {
      return toSeconds - fromSeconds;
    }
  }

  /**
   * Percentiles of the response time, milliseconds: those that the users had, and those of requests
   * that come whatever the server does. Users who wait for an answer send nothing meanwhile, so
   * that a pause meets few of them (coordinated omission).
   */
  public record Corrected(
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double correctedP50Ms,
      double correctedP95Ms,
      double correctedP99Ms) {}
}
