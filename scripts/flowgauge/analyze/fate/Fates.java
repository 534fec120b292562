package flowgauge.analyze.fate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the requests of the load, warm-up left out.
 *
 * @param verdict the whole, by what most of the lost ones came to
 * @param asked what the schedule wanted, or users asked for: sent and not sent
 * @param sent of those, sent
 * @param served answered well
 * @param refused answered with 429 or 503: the server's own word that it takes no more
 * @param timedOut the client gave up waiting
 * @param unconnected no connection was had
 * @param failed failed otherwise
 * @param unfinished in flight as the run ended: neither
 * @param unsent never sent
 * @param failures those that failed by what became of them, by outcome or status
 * @param askedPerSecond asked for a second, over the load
 * @param servedPerSecond answered well during the load, a second
 * @param letThroughPerSecond where it refused: the highest rate that it served, over {@link
 *     FateJudge#SLIDING_S} seconds
 * @param sentence in words
 */
public record Fates(
    Verdict verdict,
    long asked,
    long sent,
    long served,
    long refused,
    long timedOut,
    long unconnected,
    long failed,
    long unfinished,
    long unsent,
    Map<String, Long> failures,
    double askedPerSecond,
    double servedPerSecond,
    Optional<Double> letThroughPerSecond,
    String sentence) {

  /** From this share of lost requests on it is the first thing to say. */
  public static final double MATTERS = 0.01;

  /** What became of most that did not end well, if they are a hundredth or more. */
  public enum Verdict {
    /** Fewer than a hundredth were lost. */
    ANSWERED,
    /** The server refused most of what was lost. */
    REFUSED,
    /** The client gave up on most of it. */
    TIMED_OUT,
    /** Most of it failed: reset, closed, not connected, an error status. */
    FAILED,
    /** Most of it was never sent. */
    UNSENT;

    /** The name in files and words. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Lost: all that was asked for and neither served nor in flight as the run ended. */
  public long lost() {
    return refused + timedOut + unconnected + failed + unsent;
  }

  /** The share of what was asked for that was lost, 0 to 1. */
  public double lostShare() {
    return asked == 0 ? 0 : (double) lost() / asked;
  }
}
