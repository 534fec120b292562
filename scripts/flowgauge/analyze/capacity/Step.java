package flowgauge.analyze.capacity;

import flowgauge.record.DriverVerdict;
import java.util.List;
import java.util.Optional;

/**
 * One load of a search, held and drained. Moments are seconds since the scenario's time zero.
 *
 * @param number from 1, in the order of running; of the scenario's stages that have a load, the one
 *     of that number carried it
 * @param purpose what it was for
 * @param load users, or requests a second
 * @param startSeconds when it began
 * @param fromSeconds from when on it counts as settled: figures are of requests sent from here on
 * @param untilSeconds when no further request was sent
 * @param settled whether a trend was gone before its time was up
 * @param requests sent from {@code fromSeconds} on
 * @param throughputPerSecond requests that ended from then until {@code untilSeconds}, a second
 * @param goodputPerSecond successful ones that kept all bounds on times, a second
 * @param responseTime of the successful ones, milliseconds
 * @param failureShare of those that ended, 0 to 1
 * @param objectives what was seen of each, in the order of the search's
 * @param verdict of all objectives together
 * @param driver whether the driver was fit to measure it
 */
public record Step(
    int number,
    Purpose purpose,
    double load,
    double startSeconds,
    double fromSeconds,
    double untilSeconds,
    boolean settled,
    long requests,
    double throughputPerSecond,
    double goodputPerSecond,
    Times responseTime,
    double failureShare,
    List<Seen> objectives,
    Verdict verdict,
    Optional<DriverVerdict.Kind> driver) {

  /** What a step is for. */
  public enum Purpose {
    /** Twice the load before, until an objective breaks. */
    GROW,
    /** Between the highest load that kept all and the lowest that did not. */
    CLOSE_IN,
    /** The load found, for longer. */
    CONFIRM,
    /** Beyond the load found, to see how it falls. */
    BEYOND,
    /** The load found once more, coming from beyond it: an open load's backlog is drained first. */
    FROM_ABOVE,
    /** The first load once more, to see whether anything is answered still. */
    PROBE
  }

  /** Whether objectives were kept. */
  public enum Verdict {
    /** Kept, at the confidence asked for. */
    KEPT,
    /** Broken, at the confidence asked for. */
    BROKE,
    /** Too near the bound to tell in the time given. */
    UNDECIDED
  }

  /** Percentiles by nearest rank, milliseconds; NaN without a success. */
  public record Times(double p50Ms, double p95Ms, double p99Ms) {}

  /**
   * What was seen of one objective.
   *
   * @param text as asked for
   * @param bound that it must keep below: milliseconds, or percent
   * @param value in the same unit, NaN where none can be told
   * @param low lower end of its interval
   * @param high upper end
   * @param verdict whether it was kept
   */
  public record Seen(
      String text, double bound, double value, double low, double high, Verdict verdict) {}
}
