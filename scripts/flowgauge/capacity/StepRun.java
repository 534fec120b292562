package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.capacity.Step.Verdict;
import flowgauge.analyze.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Holds one load until what it shows is clear or its time is up, and lets it drain.
 *
 * <p>A step is looked at again and again, so an early look must be the surer the earlier it comes:
 * at a part t of its time by the bound of P. C. O'Brien and T. R. Fleming (Biometrics 35, 1979), z
 * over the root of t. While load still piles up from nothing, times only grow: what is broken in
 * the later half by then stays broken, but kept counts from where it has settled alone.
 *
 * @param before what earlier steps showed
 * @param deadline of the whole search, seconds
 */
record StepRun(
    Ask ask, TestBed bed, List<Estimate.Point> before, double deadline, Listener listener) {
  private static final double LOOK_EVERY_S = 0.5;

  /** Between looks, in parts of the time so far. */
  private static final double LOOK_GROWTH = 0.05;

  private static final double DRAIN_LOOK_S = 0.1;
  private static final double LONGEST_DRAIN_S = 30;

  /** Requests that a step of the growth has at least; to settle the question is for later steps. */
  private static final long FEW = 8;

  /** A growing step goes on to the next load where no more than this part of what is allowed is. */
  private static final double CLEARLY_FEWER = 0.5;

  /** A step that is not clear leans to what an interval of half the probability says. */
  private static final double LIKELY = 0.5;

  /** Of steps while growing, which have few requests. */
  private static final double SURELY = 0.01;

  /** An open load of which at least so much is left to wait is not served. */
  private static final double LEFT_BEHIND = 0.02;

  private static final long NOTHING_BUT_FAILURES = 20;
  private static final double NOTHING_BUT_FAILURES_S = 5;
  private static final double RESPONSES_TO_SETTLE = 3;

  /**
   * What came out.
   *
   * @param step as it is written
   * @param shares beyond each objective's bound
   * @param end why the search can't go on
   * @param lost whether nothing but failures came back, or did so at its end
   * @param sentPerSecond requests sent a second while it was measured
   */
  record Result(
      Step step, List<Share> shares, Optional<End> end, boolean lost, double sentPerSecond) {
    /** Whether more lay beyond a bound than is allowed, likely or surely. */
    boolean leansBroken(Ask ask) {
      boolean more = step.verdict() == Verdict.BROKE;
      for (int i = 0; i < shares.size(); i++) {
        double allowed = ask.objectives().get(i).allowed();
        more |= shares.get(i).verdict(allowed, LIKELY) == Verdict.BROKE;
      }
      return more;
    }

    /** Whether anything is known of any of its requests. */
    boolean told() {
      return shares.stream().anyMatch(share -> share.counted() > 0);
    }
  }

  interface Listener {
    /** A look at a step that goes on. */
    void look(Purpose purpose, double load, double seconds, Look look);
  }

  /** The longest that a step may be measured, seconds. */
  static double longest(Ask ask, Purpose purpose) {
    return switch (purpose) {
      case CONFIRM -> 2 * ask.stepSeconds();
      case BEYOND -> ask.stepSeconds() / 3;
      case PROBE -> NOTHING_BUT_FAILURES_S;
      default -> ask.stepSeconds();
    };
  }

  Result run(int number, Purpose purpose, double load) throws InterruptedException {
    StepWatch watch = new StepWatch(ask.objectives());
    double start = bed.hold(load, watch);
    double longest = longest(ask, purpose);
    Optional<End> end = Optional.empty();
    Look look = null;
    double wait = LOOK_EVERY_S;
    while (end.isEmpty()) {
      end = bed.pass(Math.max(0.01, Math.min(wait, start + longest - bed.now())));
      double elapsed = bed.now() - start;
      look = watch.look(bed.now(), bed.inFlightSince());
      listener.look(purpose, load, elapsed, look);
      if (elapsed >= longest
          || bed.now() >= deadline
          || enough(purpose, load, look, elapsed / longest, elapsed)) {
        break;
      }
      wait = Math.max(LOOK_EVERY_S, LOOK_GROWTH * elapsed);
    }
    double until = bed.now();
    Settling settling = look.settling(ask.model());
    boolean behind = behind(purpose, look);
    boolean stays = purpose == Purpose.BEYOND && ask.model() == Model.USERS;
    if (!stays && end.isEmpty()) {
      end = drain();
      look = watch.look(until, bed.inFlightSince());
    }
    return result(new Run(number, purpose, load, start, until), look, settling, behind, end);
  }

  private record Run(int number, Purpose purpose, double load, double start, double until) {}

  private Optional<End> drain() throws InterruptedException {
    double since = bed.now();
    bed.hold(0, new StepWatch(ask.objectives()));
    Optional<End> end = Optional.empty();
    while (end.isEmpty() && bed.inFlightSince().length > 0 && bed.now() - since < LONGEST_DRAIN_S) {
      end = bed.pass(DRAIN_LOOK_S);
    }
    return end;
  }

  private boolean enough(Purpose purpose, double load, Look look, double part, double elapsed) {
    long requests = look.requests(0);
    if (lost(look, elapsed)) {
      return true;
    }
    if (purpose == Purpose.BEYOND) {
      return false;
    }
    if (purpose == Purpose.PROBE) {
      return look.responses(0).count() > 0;
    }
    Settling settling = look.settling(ask.model());
    boolean growing = purpose == Purpose.GROW;
    double outside = growing ? SURELY : early(part);
    boolean calm =
        settling.settled()
            && elapsed * 1e6 > RESPONSES_TO_SETTLE * look.responses(0).percentile(50);
    if (verdict(look, load, calm ? settling.from() : look.size() / 2, outside) == Verdict.BROKE
        && requests >= FEW
        && (calm || settling.rising())) {
      return true;
    }
    if (!calm) {
      return false;
    }
    return verdict(look, load, settling.from(), outside) == Verdict.KEPT
        || growing && requests >= FEW && wellBelow(look, settling.from());
  }

  /** Whether nothing but failures came back for a while. */
  private static boolean lost(Look look, double elapsed) {
    int from = Math.max(0, look.complete() - (int) (NOTHING_BUT_FAILURES_S / StepWatch.SLOT_S));
    long requests = look.requests(from);
    return elapsed >= NOTHING_BUT_FAILURES_S
        && requests >= NOTHING_BUT_FAILURES
        && look.failed(from) == requests;
  }

  private boolean wellBelow(Look look, int from) {
    for (int o = 0; o < ask.objectives().size(); o++) {
      Share share = look.share(o, from, ask.model());
      if (share.value() > CLEARLY_FEWER * ask.objectives().get(o).allowed()) {
        return false;
      }
    }
    return true;
  }

  private double early(double part) {
    NormalDistribution normal = new NormalDistribution();
    double z = normal.inverseCumulativeProbability(1 - ask.outside() / 2) / Math.sqrt(part);
    return Math.max(1e-12, 2 * normal.cumulativeProbability(-z));
  }

  private Verdict verdict(Look look, double load, int from, double outside) {
    boolean kept = true;
    for (int o = 0; o < ask.objectives().size(); o++) {
      Share share = Neighbours.of(before, o, load, look.share(o, from, ask.model()));
      Verdict one = share.verdict(ask.objectives().get(o).allowed(), outside);
      if (one == Verdict.BROKE) {
        return one;
      }
      kept &= one == Verdict.KEPT;
    }
    return kept ? Verdict.KEPT : Verdict.UNDECIDED;
  }

  /** Whether an open load is not served: what is in flight still rises at the end of its time. */
  private boolean behind(Purpose purpose, Look look) {
    return ask.model() == Model.RATE
        && purpose != Purpose.FROM_ABOVE
        && look.rises(look.size() / 2, LEFT_BEHIND, ask.outside());
  }

  private Result result(Run run, Look look, Settling settling, boolean behind, Optional<End> end) {
    int from = settling.settled() ? settling.from() : look.size() / 2;
    List<Share> shares = new ArrayList<>();
    for (int o = 0; o < ask.objectives().size(); o++) {
      Share share = look.share(o, from, ask.model());
      boolean lost = behind && share.value() <= ask.objectives().get(o).allowed() && o == 0;
      shares.add(lost ? share.broken() : share);
    }
    Quantiles responses = look.responses(from);
    long requests = look.requests(from);
    double seconds = Math.max(StepWatch.SLOT_S, (look.complete() - from) * StepWatch.SLOT_S);
    double fromSeconds = run.start() + from * StepWatch.SLOT_S;
    Step step =
        new Step(
            run.number(),
            run.purpose(),
            run.load(),
            run.start(),
            fromSeconds,
            run.until(),
            settling.settled(),
            requests,
            look.endedPerSecond(from),
            look.good(from) / seconds,
            new Step.Times(ms(responses, 50), ms(responses, 95), ms(responses, 99)),
            requests == 0 ? Double.NaN : (double) look.failed(from) / requests,
            seen(shares, responses),
            behind ? Verdict.BROKE : verdict(look, run.load(), from, ask.outside()),
            bed.driver(fromSeconds));
    boolean none = requests > 0 && look.failed(from) == requests;
    boolean lost = none || lost(look, run.until() - run.start());
    return new Result(step, shares, end, lost, look.sentPerSecond(from));
  }

  private List<Step.Seen> seen(List<Share> shares, Quantiles responses) {
    List<Step.Seen> seen = new ArrayList<>();
    for (int o = 0; o < shares.size(); o++) {
      Objective objective = ask.objectives().get(o);
      Share share = shares.get(o);
      Verdict verdict = share.verdict(objective.allowed(), ask.outside());
      double[] figure = {Double.NaN, Double.NaN, Double.NaN};
      if (!objective.ofTime() && share.counted() > 0) {
        double[] interval = share.interval(ask.outside());
        figure = new double[] {100 * share.value(), 100 * interval[0], 100 * interval[1]};
      } else if (objective.ofResponse() && share.counted() > 0) {
        figure = percentile(objective, share, responses);
      }
      seen.add(
          new Step.Seen(
              objective.text(), objective.bound(), figure[0], figure[1], figure[2], verdict));
    }
    return seen;
  }

  /** The percentile of an objective in milliseconds, and its interval (Woodruff, 1952). */
  private double[] percentile(Objective objective, Share share, Quantiles responses) {
    double percent = 1 - objective.allowed();
    double n = share.independent(ask.outside());
    BetaDistribution up = new BetaDistribution(n * percent + 0.5, n * (1 - percent) + 0.5);
    double high = up.inverseCumulativeProbability(1 - ask.outside() / 2);
    return new double[] {
      ms(responses, 100 * percent),
      ms(responses, 100 * up.inverseCumulativeProbability(ask.outside() / 2)),
      responses.count() * (1 - high) < 1 ? Double.NaN : ms(responses, 100 * high)
    };
  }

  private static double ms(Quantiles responses, double percent) {
    return responses.percentile(percent) / 1e3;
  }
}
