package flowgauge.analyze;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.limit.Limiter;
import java.util.List;
import java.util.Optional;

/** When a percentile's confidence interval says too little, in words. */
public final class PercentileCaution {
  /** Above this utilization bursts are long and few in a run. */
  private static final double NEAR = 0.75;

  /** Above it there is always a queue, and the interval holds again. */
  private static final double FULL = 0.97;

  private PercentileCaution() {}

  /**
   * Whether requests that came whatever the server did waited and yet were all served: as near
   * capacity, where bursts are long and few in a run. Their percentiles' intervals held the truth
   * in half of simulated runs, so none is given.
   */
  public static boolean nearCapacity(boolean open, Backpressure backpressure) {
    return open && backpressure.verdict() == Backpressure.Verdict.ONSET;
  }

  /**
   * What to say beside the percentiles, if anything.
   *
   * @param open whether requests arrive whatever the server does
   */
  public static Optional<String> of(boolean open, Backpressure backpressure, Limiter limiter) {
    if (open && backpressure.verdict() == Backpressure.Verdict.SATURATED) {
      return Optional.of(
          "requests arrived faster than they were served: response times grow with the length of"
              + " the run, so its percentiles and their intervals hold for this length only");
    }
    if (limiter.name() == Limiter.Name.BACKEND) {
      return Optional.of(
          "the backend held the run up: the percentiles depend on how often and how long it does"
              + " so, of which a few times say little, so run for longer or repeat the run");
    }
    if (nearCapacity(open, backpressure)) {
      return Optional.of(
          "near capacity one run says little of bursts that it did not have: intervals of its"
              + " percentiles would be too narrow and are left out, so repeat the run");
    }
    return List.of(Limiter.Name.SERVER_THREADS, Limiter.Name.SERVER_CPU).stream()
        .flatMap(name -> limiter.candidate(name).stream())
        .filter(one -> one.utilization() >= NEAR && one.utilization() < FULL)
        .findFirst()
        .map(
            one ->
                ("near capacity (%s at %.0f %%) one run says little of bursts that it did not have:"
                        + " the percentiles' intervals are too narrow, so repeat the run")
                    .formatted(
                        one.name() == Limiter.Name.SERVER_CPU ? "server CPU" : "server threads",
                        100 * one.utilization()));
  }
}
