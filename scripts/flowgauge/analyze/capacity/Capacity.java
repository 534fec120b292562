package flowgauge.analyze.capacity;

import flowgauge.analyze.limit.Limiter;
import java.util.List;
import java.util.Optional;

/**
 * The highest load that keeps every objective, how sure that is, and what limits there.
 *
 * @param model what the load counts
 * @param objectives as asked for, such as {@code p95 < 2s}
 * @param confidence of intervals and verdicts, 0 to 1
 * @param end how the search ended
 * @param sentence the result in words
 * @param found the capacity; empty where the search did not come to one
 * @param steps every load that was tried, in order
 * @param at what limited at the load found; empty where that can't be told
 * @param beyond what limited beyond it
 */
public record Capacity(
    Model model,
    List<String> objectives,
    double confidence,
    End end,
    String sentence,
    Optional<Found> found,
    List<Step> steps,
    Optional<Limit> at,
    Optional<Limit> beyond) {

  /** What a load counts. */
  public enum Model {
    /** Virtual users, each waiting for its answer: the closed model. */
    USERS,
    /** Requests a second, whatever the server does: the open model. */
    RATE;

    /** The unit of a load, in words. */
    public String unit() {
      return this == USERS ? "users" : "req/s";
    }
  }

  /** How a search ended. */
  public enum End {
    /** Capacity and interval stand. */
    FOUND,
    /** The lowest load already breaks an objective. */
    FIRST_BREAKS,
    /** No load up to the highest allowed breaks one. */
    NONE_BREAKS,
    /** The driver could not put on more. */
    DRIVER,
    /** The server ended, or could not be reached any more. */
    SERVER_GONE,
    /** Nothing but failures came back. */
    ONLY_FAILURES,
    /** The time given was up. */
    OUT_OF_TIME,
    /** Interrupted by the user. */
    INTERRUPTED
  }

  /**
   * A capacity.
   *
   * @param load users (a whole number) or requests a second
   * @param low lower end of its interval
   * @param high upper end; infinite (null in files) where no load broke an objective
   * @param goodputPerSecond successful requests within all bounds on times, a second, there
   * @param throughputPerSecond requests that ended, a second, there
   * @param confirmed whether a longer step at it kept all objectives
   * @param fromAbove whether it kept them coming from beyond; empty where that was not tried
   */
  public record Found(
      double load,
      double low,
      double high,
      double goodputPerSecond,
      double throughputPerSecond,
      boolean confirmed,
      Optional<Boolean> fromAbove) {}

  /**
   * What limited one step.
   *
   * @param step its number
   * @param name of the limit
   * @param sentence in words, with figures
   */
  public record Limit(int step, Limiter.Name name, String sentence) {}
}
