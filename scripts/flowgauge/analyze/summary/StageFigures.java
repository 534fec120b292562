package flowgauge.analyze.summary;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.StageTimes;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.ScenarioInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One stage of a load of several: what became of the requests that were sent in it.
 *
 * @param number from 1, stages without load counted too
 * @param users of a closed stage
 * @param rateFrom requests a second at the start of an open one
 * @param rateTo at its end
 * @param fromSeconds its begin, since the scenario's time zero
 * @param seconds its length
 * @param requests sent in it
 * @param failed of those
 * @param answeredPerSecond successful responses that came in it, a second
 * @param p50Ms median of the successful ones, milliseconds, NaN without one
 * @param p95Ms 95th percentile by nearest rank
 * @param p99Ms 99th percentile
 */
public record StageFigures(
    int number,
    Optional<Integer> users,
    Optional<Double> rateFrom,
    Optional<Double> rateTo,
    double fromSeconds,
    double seconds,
    long requests,
    long failed,
    double answeredPerSecond,
    double p50Ms,
    double p95Ms,
    double p99Ms) {

  /** Those of a load with several stages, those without load left out; else none. */
  public static List<StageFigures> of(Accumulator samples, ScenarioInfo scenario) {
    StageTimes times = samples.stages;
    List<StageFigures> all = new ArrayList<>();
    double at = scenario.load().warmUpSeconds();
    for (int i = 0; i < times.requests.length; i++) {
      StageInfo stage = scenario.load().stages().get(i);
      if (stage.users().orElse(0) > 0 || rate(stage) > 0) {
        Quantiles responses = times.responses[i];
        all.add(
            new StageFigures(
                i + 1,
                stage.users(),
                stage.rateFrom(),
                stage.rateTo(),
                at,
                stage.seconds(),
                times.requests[i],
                times.failed[i],
                stage.seconds() > 0 ? times.answered[i] / stage.seconds() : Double.NaN,
                responses.percentile(50) / 1e3,
                responses.percentile(95) / 1e3,
                responses.percentile(99) / 1e3));
      }
      at += stage.seconds();
    }
    return all;
  }

  private static double rate(StageInfo stage) {
    return stage.rateFrom().orElse(0.0) + stage.rateTo().orElse(0.0);
  }

  /** What was put on, in words. */
  public String load() {
    if (users.isPresent()) {
      return users.get() == 1 ? "1 user" : String.format(Locale.ROOT, "%,d users", users.get());
    }
    double from = rateFrom.orElse(0.0);
    double to = rateTo.orElse(0.0);
    return (from == to ? digits(from) : digits(from) + " to " + digits(to)) + " req/s";
  }

  private static String digits(double rate) {
    return new BigDecimal(rate).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
