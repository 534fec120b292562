package flowgauge.analyze.service;

import java.util.Optional;

/**
 * Whether the service itself changed: what a request takes alone, at the end of the load against
 * its start. A queue is none.
 *
 * @param verdict the whole
 * @param ratio what a request took alone at the end over the start; empty where it can't be told
 * @param low lower end of its 99 % interval
 * @param high upper end
 * @param basis what was compared, in words
 * @param sentence in words
 */
public record Service(
    Verdict verdict,
    Optional<Double> ratio,
    Optional<Double> low,
    Optional<Double> high,
    String basis,
    String sentence) {

  /** What was asked for at the end is not what was asked for at the start. */
  public static final Service OTHER_REQUESTS =
      cannotTell("can't tell: other requests were made at the end than at the start");

  static Service cannotTell(String why) {
    return new Service(
        Verdict.CANNOT_TELL, Optional.empty(), Optional.empty(), Optional.empty(), "", why);
  }

  /** What became of it. */
  public enum Verdict {
    /** No change that this run shows. */
    STEADY,
    /** It became slower, by a quarter or more. */
    SLOWER,
    /** It became faster. */
    FASTER,
    /** It was slow at first, and steady from then on. */
    COLD_START,
    /** Nothing tells it from a queue. */
    CANNOT_TELL
  }
}
