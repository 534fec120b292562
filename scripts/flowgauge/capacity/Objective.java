package flowgauge.capacity;

import flowgauge.record.sample.Condition;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;

/**
 * What a load must keep, as a bound on a share of requests: {@code p95 < 2s} allows 5 % of the
 * successful answers to take longer than two seconds, {@code failures < 1%} one request in a
 * hundred to fail. So every objective is judged by counting.
 *
 * @param text as asked for
 * @param time of what; null where failures are counted
 * @param boundUs that it may take, microseconds
 * @param allowed share of requests that may lie beyond, between 0 and 1
 */
public record Objective(String text, Measure time, double boundUs, double allowed) {
  /** Added where nothing is said of failures: a load answered with errors is not served. */
  public static final Objective FEW_FAILURES = of("failures < 1%");

  /** What a request says of an objective. */
  public enum Said {
    WITHIN,
    BEYOND,
    /** Not one that the objective counts. */
    NOTHING
  }

  /**
   * Reads one, in the form of {@code --fail-if} but the other way round.
   *
   * @throws IllegalArgumentException with one line that shows the form
   */
  public static Objective of(String text) {
    Condition condition;
    try {
      condition = Condition.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "'%s' is not an objective; write for example 'p95 < 2s' or 'failures < 1%%'"
              .formatted(text));
    }
    if (condition.above()) {
      throw new IllegalArgumentException(
          "'%s' says when it is broken: an objective is what is to be kept, as 'p95 < 2s'"
              .formatted(text));
    }
    if (condition.figure().equals("failures")) {
      return checked(new Objective(condition.toString(), null, 0, condition.bound() / 100));
    }
    double percent = condition.percent();
    if (!(percent > 0 && percent < 100)) {
      throw new IllegalArgumentException(
          "'%s': an objective is a percentile below 100 or failures, as 'p95 < 2s' or 'failures < 1%%'"
              .formatted(text));
    }
    return checked(
        new Objective(
            condition.toString(), condition.measure(), condition.bound() * 1e3, 1 - percent / 100));
  }

  private static Objective checked(Objective objective) {
    if (objective.allowed <= 0 || objective.allowed >= 1) {
      throw new IllegalArgumentException(
          "'%s': nothing can be counted beyond that bound; write for example 'failures < 1%%'"
              .formatted(objective.text));
    }
    return objective;
  }

  /** Whether it bounds a time. */
  public boolean ofTime() {
    return time != null;
  }

  /** The bound as it was given: milliseconds, or percent. */
  double bound() {
    return ofTime() ? boundUs / 1e3 : 100 * allowed;
  }

  boolean ofResponse() {
    return time == Measure.RESPONSE;
  }

  /** What a request that is over says. */
  Said of(Sample row) {
    if (!ofTime()) {
      return row.outcome() == Outcome.OK
          ? Said.WITHIN
          : row.outcome() == Outcome.UNFINISHED ? Said.NOTHING : Said.BEYOND;
    }
    long us = row.outcome() == Outcome.OK ? time.us(row) : Sample.ABSENT;
    return us < 0 ? Said.NOTHING : us > boundUs ? Said.BEYOND : Said.WITHIN;
  }

  /** What one says that is in flight for so long. */
  Said ofInFlight(double seconds) {
    return time == Measure.RESPONSE && seconds * 1e6 > boundUs ? Said.BEYOND : Said.NOTHING;
  }
}
