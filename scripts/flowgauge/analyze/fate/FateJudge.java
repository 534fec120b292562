package flowgauge.analyze.fate;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.fate.Fates.Verdict;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what became of requests. */
public final class FateJudge {
  /** A rate that a server lets through shows within so many seconds. */
  public static final double SLIDING_S = 1;

  private FateJudge() {}

  /**
   * Of a run with samples.
   *
   * @param fromS start of the load less its warm-up, seconds since the scenario's
   * @param toS its end
   */
  public static Fates judge(Accumulator samples, Summary summary, double fromS, double toS) {
    Map<String, Long> failures = new TreeMap<>();
    samples.statuses.forEach((status, count) -> failures.put("status " + status, count));
    for (Outcome outcome : Outcome.values()) {
      if (outcome.failed() && outcome != Outcome.HTTP_ERROR && samples.count(outcome) > 0) {
        failures.put(outcome.text(), samples.count(outcome));
      }
    }
    long refused =
        samples.statuses.getOrDefault(429L, 0L) + samples.statuses.getOrDefault(503L, 0L);
    long seconds = Math.round(1e6 * Math.max(1e-6, toS - fromS));
    return fates(
        summary,
        failures,
        refused,
        (summary.requests() + summary.notSent()) / (seconds / 1e6),
        refused == 0 ? Optional.empty() : Optional.of(letThrough(samples.grid, fromS, toS)));
  }

  /** Of an imported run, of which only tables are known. */
  public static Fates judge(Summary summary) {
    Map<String, Long> failures = new TreeMap<>(summary.outcomes());
    failures.keySet().removeIf(name -> !Outcome.of(name).filter(Outcome::failed).isPresent());
    Map<String, Long> statuses = summary.statuses().orElse(Map.of());
    statuses.forEach(
        (status, count) -> {
          failures.put("status " + status, count);
          failures.computeIfPresent(
              Outcome.HTTP_ERROR.text(), (name, all) -> all > count ? all - count : null);
        });
    double asked = summary.requests() / Math.max(1e-6, summary.seconds());
    long refused = statuses.getOrDefault("429", 0L) + statuses.getOrDefault("503", 0L);
    return fates(summary, failures, Math.min(refused, summary.failed()), asked, Optional.empty());
  }

  private static Fates fates(
      Summary summary,
      Map<String, Long> failures,
      long refused,
      double askedPerSecond,
      Optional<Double> letThrough) {
    long timedOut = failures.getOrDefault(Outcome.RESPONSE_TIMEOUT.text(), 0L);
    long unconnected =
        failures.getOrDefault(Outcome.CONNECT_REFUSED.text(), 0L)
            + failures.getOrDefault(Outcome.CONNECT_TIMEOUT.text(), 0L)
            + failures.getOrDefault(Outcome.CONNECT_FAILED.text(), 0L);
    long asked = summary.requests() + summary.notSent();
    long failed = summary.failed() - refused - timedOut - unconnected;
    Map<Verdict, Long> lost = new LinkedHashMap<>();
    lost.put(Verdict.REFUSED, refused);
    lost.put(Verdict.TIMED_OUT, timedOut);
    lost.put(Verdict.FAILED, failed + unconnected);
    lost.put(Verdict.UNSENT, summary.notSent());
    double share = asked == 0 ? 0 : (double) (summary.failed() + summary.notSent()) / asked;
    Verdict verdict =
        share < Fates.MATTERS
            ? Verdict.ANSWERED
            : lost.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    StringBuilder text = new StringBuilder();
    if (verdict != Verdict.ANSWERED) {
      text.append(format("%.1f %% of what was asked for was lost: ", 100 * share));
    }
    text.append(format("%,d asked for, %,d answered well", asked, summary.succeeded()));
    add(text, refused, "refused by the server (429 or 503)");
    add(text, timedOut, "timed out");
    add(text, unconnected, "without a connection");
    add(text, failed, "failed");
    add(text, summary.notSent(), "never sent");
    add(text, summary.unfinished(), "unfinished as the run ended");
    letThrough.ifPresent(
        rate -> text.append(format("; it let through %.1f a second at the most", rate)));
    return new Fates(
        verdict,
        asked,
        summary.requests(),
        summary.succeeded(),
        refused,
        timedOut,
        unconnected,
        failed,
        summary.unfinished(),
        summary.notSent(),
        failures,
        askedPerSecond,
        summary.requestsPerSecond(),
        letThrough,
        text.toString());
  }

  private static double letThrough(TimeGrid grid, double fromS, double toS) {
    int window = (int) Math.max(1, Math.round(SLIDING_S / grid.binSeconds()));
    int from = grid.bin(fromS);
    int to = grid.bin(toS);
    long now = grid.sum(Count.ANSWERED, from, Math.min(to, from + window));
    long most = now;
    for (int i = from + window; i < to && i < grid.size(); i++) {
      now += grid.count(Count.ANSWERED, i) - grid.count(Count.ANSWERED, i - window);
      most = Math.max(most, now);
    }
    return most / (Math.min(window, Math.max(1, to - from)) * grid.binSeconds());
  }

  private static void add(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(format(", %,d %s", count, what));
    }
  }
}
