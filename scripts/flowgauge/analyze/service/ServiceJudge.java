package flowgauge.analyze.service;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Alone;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.KeptRows.Stretch;
import flowgauge.analyze.service.Service.Verdict;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;

/**
 * Compares what a request takes alone in the last quarter of the load with the first: by the
 * server's own times, where answers carry them; by the baseline before and behind; by responses
 * themselves where nothing waited; else by those that met the fewest others.
 *
 * <p>Logarithms are compared, so that a heavy tail does not hide a change of scale.
 */
public final class ServiceJudge {
  /** A quarter slower or faster is told. */
  private static final double CHANGED = Math.log(1.2);

  /** Standard errors: chance alone goes as far in 1 of 1,000. */
  private static final double SIGMAS = 3.3;

  private static final double TO_99 = 2.58;
  private static final long FEWEST = 20;

  /** What is over within the first part of the load was a cold start. */
  private static final double COLD_PART = 0.25;

  private final Evidence evidence;
  private final boolean waited;

  private ServiceJudge(Evidence evidence, boolean waited) {
    this.evidence = evidence;
    this.waited = waited;
  }

  /**
   * Judges a run.
   *
   * @param waited whether requests waited, so that their response time is not the service's alone
   */
  public static Service judge(Evidence evidence, boolean waited) {
    return new ServiceJudge(evidence, waited).judge();
  }

  private Service judge() {
    if (evidence.samples == null) {
      return cannotTell();
    }
    if (evidence.reportsService()) {
      return compare(
          times(0, 0.25, (s, at) -> true, true),
          times(0.75, 1, (s, at) -> true, true),
          "the server's own times");
    }
    Alone before = evidence.base.before();
    Alone after = evidence.base.after();
    Service byBaseline =
        before.count() >= 3 && after.count() >= 3
            ? compare(before, after, "one request at a time, before the load and behind it")
            : cannotTell();
    boolean enough = before.count() >= FEWEST && after.count() >= FEWEST;
    if (waited) {
      return enough ? byBaseline : byFewest(byBaseline);
    }
    Service byLoad =
        compare(
            times(0, 0.25, (s, at) -> true, false),
            times(0.75, 1, (s, at) -> true, false),
            "responses, of which none waited");
    if (byLoad.verdict() == Verdict.CANNOT_TELL) {
      return byBaseline;
    }
    // A load that changes nothing may still come after a cold start.
    boolean cold =
        byLoad.verdict() == Verdict.STEADY && byBaseline.verdict() == Verdict.FASTER && enough;
    return cold ? byBaseline : byLoad;
  }

  /** Where requests waited: those that met the fewest others. */
  private Service byFewest(Service otherwise) {
    int few = (int) Math.max(1, evidence.base.inFlight());
    Service found =
        compare(
            times(0, 0.25, (s, at) -> s.met(at) <= few, false),
            times(0.75, 1, (s, at) -> s.met(at) <= few, false),
            "requests that met no other");
    return found.verdict() == Verdict.CANNOT_TELL ? otherwise : found;
  }

  private Alone times(
      double from, double to, BiPredicate<Stretch, Integer> which, boolean service) {
    double begin = evidence.fromSeconds() + from * evidence.judgedSeconds();
    double end = evidence.fromSeconds() + to * evidence.judgedSeconds();
    DoubleStream.Builder ms = DoubleStream.builder();
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          double sent = stretch.sent(at);
          double time = service ? stretch.service(at) : stretch.response(at);
          if (sent >= begin && sent < end && !Double.isNaN(time) && which.test(stretch, at)) {
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
    boolean sure = Math.abs(change) >= CHANGED && Math.abs(change) > SIGMAS * error;
    Verdict verdict =
        !sure
            ? Verdict.STEADY
            : change > 0 ? Verdict.SLOWER : coldStart(last) ? Verdict.COLD_START : Verdict.FASTER;
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
    Alone second = times(COLD_PART, 2 * COLD_PART, (s, at) -> true, service);
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
          default -> "steady: a request alone took %.2f times as long at the end";
        };
    return format(what + " (99 %% sure of %.2f to %.2f; by %s)", ratio, low, high, basis);
  }

  private static Service cannotTell() {
    String why = "can't tell: nothing parts what a request takes alone from waiting";
    return new Service(
        Verdict.CANNOT_TELL, Optional.empty(), Optional.empty(), Optional.empty(), "", why);
  }
}
