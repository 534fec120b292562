package flowgauge.analyze.summary;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.ServerEvents;
import flowgauge.analyze.intervals.StreamTimes;
import flowgauge.analyze.statistics.Censored;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The article's table of a scenario: counts, rates and percentiles.
 *
 * <p>Everything but the warm-up counts: the ramp, as in the article, and requests that ended after
 * the load. Response times are those of successful responses, percentiles by nearest rank, exact to
 * the microsecond up to a million responses and to four digits beyond. Rates are those of requests
 * that ended before the load did, over the load's length less the warm-up.
 */
public final class Summaries {
  /** From where on two percentiles that should be one are said to differ. */
  static final double APART = 0.05;

  /** Below this difference the two views differ by the driver's own timers, milliseconds. */
  static final double NOTICEABLE_MS = 1;

  private Summaries() {}

  /**
   * Reads the scenario's samples once.
   *
   * @throws IOException with a line that names file and line if they can't be read
   */
  public static Summary of(RunFolder folder, ScenarioInfo scenario) throws IOException {
    List<String> warnings = new ArrayList<>();
    Accumulator all = Accumulator.of(folder, scenario, 1_000_000, warnings);
    warnings.addAll(ServerEvents.of(folder, scenario).warnings(scenario.endUs()));
    return of(all, scenario, warnings);
  }

  public static Summary of(Accumulator all, ScenarioInfo scenario, List<String> readWarnings) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    long failed = 0;
    long requests = 0;
    for (Outcome outcome : Outcome.values()) {
      long count = all.count(outcome);
      if (count > 0) {
        outcomes.put(outcome.text(), count);
      }
      failed += outcome.failed() ? count : 0;
      requests += outcome == Outcome.NOT_SENT ? 0 : count;
    }
    double seconds = loadSeconds(all, scenario);
    List<String> warnings = new ArrayList<>(readWarnings);
    warnings.addAll(warnings(all, requests));
    return new Summary(
        requests,
        all.count(Outcome.OK),
        failed,
        all.count(Outcome.UNFINISHED),
        all.count(Outcome.NOT_SENT),
        outcomes,
        seconds,
        seconds > 0 ? all.okDuringLoad / seconds : Double.NaN,
        seconds > 0 ? all.failedDuringLoad / seconds : Double.NaN,
        times(all.response),
        times(all.intended),
        Optional.ofNullable(all.streams).map(Summaries::streams),
        Optional.empty(),
        warnings);
  }

  private static Summary.Streams streams(StreamTimes all) {
    return new Summary.Streams(
        all.streams(),
        all.events(),
        all.stalled(),
        times(all.of(Measure.FIRST_EVENT)),
        times(all.of(Measure.MEAN_GAP)),
        times(all.of(Measure.LONGEST_GAP)));
  }

  /** Length of the load less the warm-up, seconds. */
  static double loadSeconds(Accumulator all, ScenarioInfo scenario) {
    double end =
        scenario
            .loadEndUs()
            .map(us -> us / 1e6)
            .orElse(
                Math.min(scenario.load().seconds() + all.loadStartUs() / 1e6, all.lastEndUs / 1e6));
    return Math.max(0, end - all.loadStartUs() / 1e6 - scenario.load().warmUpSeconds());
  }

  /** The figures of a distribution of microseconds, in milliseconds. */
  public static Summary.Times times(Quantiles us) {
    List<Double> percentiles =
        Summary.PERCENTILES.stream().map(percent -> us.percentile(percent) / 1e3).toList();
    return new Summary.Times(
        us.percentile(50) / 1e3, us.mean() / 1e3, us.min() / 1e3, us.max() / 1e3, percentiles);
  }

  private static List<String> warnings(Accumulator all, long requests) {
    List<String> warnings = new ArrayList<>();
    long unfinished = all.count(Outcome.UNFINISHED);
    long notSent = all.count(Outcome.NOT_SENT);
    if (unfinished > 0) {
      warnings.add(
          format(
              "%,d of %,d requests were unfinished when the run ended; they are in no percentile",
              unfinished, requests));
    }
    double naive = all.response.percentile(99) / 1e3;
    double whole = Censored.percentile(all.response, all.censored, 99) / 1e3;
    if (whole > naive * (1 + APART)) {
      warnings.add(
          Double.isInfinite(whole)
              ? format(
                  "p99 can't be known: more than 1 %% of the requests were cut off; the %,.0f ms of"
                      + " those that ended is too low",
                  naive)
              : format(
                  "p99 is %,.0f ms with requests that were cut off taken into account, not %,.0f ms"
                      + " (Kaplan-Meier)",
                  whole, naive));
    }
    double intended = all.intended.percentile(99) / 1e3;
    if (Math.abs(intended - naive) > Math.max(APART * naive, NOTICEABLE_MS)) {
      warnings.add(
          format(
              "coordinated omission: from the intended moment p99 is %,.1f ms, from sending %,.1f"
                  + " ms",
              intended, naive));
    }
    if (all.redirects > 0) {
      warnings.add(
          format(
              "%,d answers were redirects (status 3xx), which are not followed: they count as"
                  + " successes",
              all.redirects));
    }
    if (all.untimed > 0) {
      warnings.add(
          format(
              "%,d successful answers lack a time of the server's that was asked for: where time"
                  + " went is told from the others",
              all.untimed));
    }
    if (notSent > 0) {
      warnings.add(
          format(
              "%,d arrivals found no free slot and were never sent: the load was lower than asked"
                  + " for",
              notSent));
    }
    return warnings;
  }
}
