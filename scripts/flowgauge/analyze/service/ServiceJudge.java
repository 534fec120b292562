package flowgauge.analyze.service;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Alone;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.service.Service.Verdict;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Compares what a request takes alone in the last quarter of the load with the first: by the
 * server's own times, where answers carry them; by the baseline before and behind; by responses
 * themselves where nothing waited; else by those that met as many others, or by what was finished a
 * second while work piled up.
 *
 * <p>Logarithms are compared, so that a heavy tail does not hide a change of scale.
 *
 * @param waited whether requests waited, so that their response time is not the service's alone
 * @param plateau where work piled up
 */
public record ServiceJudge(Evidence evidence, boolean waited, Optional<Plateau> plateau) {
  /** A quarter slower or faster is told. */
  private static final double CHANGED = Math.log(1.2);

  /** Standard errors: chance alone goes as far in 1 of 100. */
  private static final double SIGMAS = 2.6;

  /** What may as well be half as slow again is not called steady in words. */
  private static final double TOO_WIDE = Math.log(1.5);

  private static final double TO_99 = 2.58;
  private static final long FEWEST = 20;
  private static final double FEWEST_ALIKE = 4;

  /** What is over within the first part of the load was a cold start. */
  private static final double COLD_PART = 0.25;

  /** Judges a run. */
  public Service judge() {
    if (evidence.samples == null) {
      return byRate();
    }
    if (evidence.reportsService()) {
      return compare(times(0, 0.25, true), times(0.75, 1, true), "the server's own times");
    }
    Alone before = evidence.base.before();
    Alone after = evidence.base.after();
    Service byBaseline =
        before.count() >= 3 && after.count() >= 3
            ? compare(before, after, "one request at a time, before the load and behind it")
            : cannotTell();
    boolean enough = before.count() >= FEWEST && after.count() >= FEWEST;
    if (waited) {
      return enough && byBaseline.verdict() != Verdict.CANNOT_TELL
          ? byBaseline
          : Stream.of(byBaseline, byMet(), byRate())
              .filter(said -> said.verdict() != Verdict.CANNOT_TELL)
              .min(Comparator.comparingDouble(ServiceJudge::width))
              .orElseGet(this::alike);
    }
    Service byLoad =
        compare(times(0, 0.25, false), times(0.75, 1, false), "responses, of which none waited");
    if (byLoad.verdict() == Verdict.CANNOT_TELL) {
      return byBaseline;
    }
    // A load that changes nothing may still come after a cold start.
    boolean cold =
        byLoad.verdict() == Verdict.STEADY && byBaseline.verdict() == Verdict.FASTER && enough;
    return cold ? byBaseline : byLoad;
  }

  /** Waiting and service together: where both stayed as they were, so did the service. */
  private Service alike() {
    Service said =
        compare(times(0, 0.25, false), times(0.75, 1, false), "responses, of which some waited");
    return said.verdict() == Verdict.STEADY ? said : cannotTell();
  }

  /**
   * Where requests waited: those of both quarters that met as many others, number by number. What
   * meets as many waits as long, unless the service is another.
   */
  private Service byMet() {
    Map<Integer, double[]> first = byMet(0, 0.25);
    Map<Integer, double[]> last = byMet(0.75, 1);
    double weights = 0;
    double change = 0;
    long count = 0;
    for (Map.Entry<Integer, double[]> entry : first.entrySet()) {
      double[] a = entry.getValue();
      double[] b = last.get(entry.getKey());
      if (b != null && a[0] >= FEWEST_ALIKE && b[0] >= FEWEST_ALIKE) {
        double variance = error(a) + error(b);
        weights += 1 / variance;
        change += (b[1] / b[0] - a[1] / a[0]) / variance;
        count += (long) Math.min(a[0], b[0]);
      }
    }
    if (count < FEWEST) {
      return cannotTell();
    }
    // Neighbours share their wait: half as many again stand for that.
    return said(
        change / weights, 1.5 / Math.sqrt(weights), "requests that met as many others", false);
  }

  /** By what was finished a second while all that serves was busy. */
  private Service byRate() {
    Optional<Plateau.Change> found = plateau.flatMap(it -> it.change(evidence));
    if (found.isEmpty()) {
      return cannotTell();
    }
    Service said =
        said(
            found.get().log(),
            found.get().error(),
            "what was finished a second while work piled up",
            false);
    // A limit of the rate hides what a request takes.
    boolean hidden = plateau.get().turnedAway() && said.verdict() == Verdict.STEADY;
    return hidden ? cannotTell() : said;
  }

  private static double error(double[] sums) {
    double mean = sums[1] / sums[0];
    return Math.max(1e-4, (sums[2] / sums[0] - mean * mean) / (sums[0] - 1));
  }

  /** By requests met: how many, the sum of the logarithms of their times, and of the squares. */
  private Map<Integer, double[]> byMet(double from, double to) {
    double begin = evidence.fromSeconds() + from * evidence.judgedSeconds();
    double end = evidence.fromSeconds() + to * evidence.judgedSeconds();
    Map<Integer, double[]> sums = new TreeMap<>();
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          double sent = stretch.sent(at);
          if (sent >= begin && sent < end) {
            double log = Math.log(Math.max(1e-6, stretch.response(at)));
            double[] sum = sums.computeIfAbsent(stretch.met(at), met -> new double[3]);
            sum[0]++;
            sum[1] += log;
            sum[2] += log * log;
          }
        });
    return sums;
  }

  private Alone times(double from, double to, boolean service) {
    double begin = evidence.fromSeconds() + from * evidence.judgedSeconds();
    double end = evidence.fromSeconds() + to * evidence.judgedSeconds();
    DoubleStream.Builder ms = DoubleStream.builder();
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          double sent = stretch.sent(at);
          double time = service ? stretch.service(at) : stretch.response(at);
          if (sent >= begin && sent < end && !Double.isNaN(time)) {
            ms.add(1e3 * time);
          }
        });
    return Alone.of(ms.build());
  }

  private Service compare(Alone first, Alone last, String basis) {
    if (first.count() < 3 || last.count() < 3 || first.count() + last.count() < FEWEST) {
      return cannotTell();
    }
    double change = last.logMean() - first.logMean();
    double error = Math.max(0.005, Math.hypot(first.logError(), last.logError()));
    return said(change, error, basis, coldStart(last));
  }

  private static Service said(double change, double error, String basis, boolean cold) {
    boolean sure = Math.abs(change) >= CHANGED && Math.abs(change) > SIGMAS * error;
    Verdict verdict =
        !sure
            ? Verdict.STEADY
            : change > 0 ? Verdict.SLOWER : cold ? Verdict.COLD_START : Verdict.FASTER;
    double low = Math.exp(change - TO_99 * error);
    double high = Math.exp(change + TO_99 * error);
    return new Service(
        verdict,
        Optional.of(Math.exp(change)),
        Optional.of(low),
        Optional.of(high),
        basis,
        sentence(verdict, Math.exp(change), low, high, basis));
  }

  /** Whether it was over by the first quarter's end. */
  private boolean coldStart(Alone last) {
    boolean service = evidence.reportsService();
    Alone second = times(COLD_PART, 2 * COLD_PART, service);
    return !waited
        && second.count() >= FEWEST
        && Math.abs(second.logMean() - last.logMean()) < CHANGED;
  }

  private static String sentence(
      Verdict verdict, double ratio, double low, double high, String basis) {
    String what =
        switch (verdict) {
          case SLOWER -> "slower: a request alone took %.2f times as long at the end";
          case FASTER -> "faster: a request alone took %.2f times as long at the end";
          case COLD_START -> "slow at first: a request alone took %.2f times as long at the end";
          default ->
              Math.max(Math.log(high), -Math.log(low)) > TOO_WIDE
                  ? "no change shows, and only a large one would: a request alone took %.2f times as"
                      + " long at the end"
                  : "steady: a request alone took %.2f times as long at the end";
        };
    return format(what + " (99 %% sure of %.2f to %.2f; by %s)", ratio, low, high, basis);
  }

  /** Of its interval, as a ratio. */
  private static double width(Service service) {
    return service.high().orElseThrow() / service.low().orElseThrow();
  }

  private static Service cannotTell() {
    return Service.cannotTell("can't tell: nothing parts what a request takes alone from waiting");
  }
}
