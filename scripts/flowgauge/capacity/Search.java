package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.capacity.Step.Verdict;
import flowgauge.record.DriverVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The search for the highest load that keeps every objective. It knows nothing of servers: a {@link
 * TestBed} is told what to hold, and time passes there.
 *
 * <p>The load doubles until an objective breaks. Then each step is put where it is as likely as not
 * that the load keeps ({@link Estimate}), until the interval is as narrow as asked. The load found
 * is held for longer, one beyond it to see how it falls, and the load found once more, coming from
 * there.
 *
 * <p>Where an open load's requests come at random, a step gets some more or fewer of them than its
 * rate asks, and near a queue's capacity that is much of what chance does to it: of eight servers
 * that take 50 ms in the mean, at 144 requests a second, 1 % more in a minute, as usual, is 40 %
 * more answers beyond a quarter of a second. So a step tells of the rate that it got, which is
 * known, and not of that which was asked: a control variate, by S. S. Lavenberg and P. D. Welch (A
 * Perspective on the Use of Control Variables to Increase the Efficiency of Monte Carlo
 * Simulations, Management Science 27, 1981, pages 322 to 335).
 */
final class Search {
  /** Whole users may never come as near as asked; rates do, if there is time. */
  private static final int MOST_OF_USERS = 14;

  private static final int MOST_OF_RATES = 60;
  private static final int MOST_CONFIRMATIONS = 3;
  private static final double BEYOND = 1.5;

  /** So many arrivals at random are most often within 5 % of the rate that is held. */
  private static final int MANY = 1500;

  /** Told of what is known so far; on the searching thread. */
  interface Listener extends StepRun.Listener {
    void step(Step step, Optional<Estimate> soFar);
  }

  private final Ask ask;
  private final TestBed bed;
  private final Listener listener;
  private final List<StepRun.Result> results = new ArrayList<>();
  private final List<Estimate.Point> points = new ArrayList<>();
  private Optional<Estimate> latest = Optional.empty();
  private double deadline;
  private StepRun steps;
  private Optional<End> end = Optional.empty();
  private boolean brokeSome;
  private Optional<Step> confirmed = Optional.empty();
  private Optional<Boolean> fromAbove = Optional.empty();

  Search(Ask ask, TestBed bed, Listener listener) {
    this.ask = ask;
    this.bed = bed;
    this.listener = listener;
  }

  /**
   * What is known when it is over.
   *
   * @param end how it ended
   * @param found the capacity, empty where none was
   * @param steps all of them
   */
  record Result(End end, Optional<Found> found, List<Step> steps) {}

  /** Searches; after an interruption what is known so far is in {@link #known}. */
  Result run() throws InterruptedException {
    deadline = bed.now() + ask.budgetSeconds();
    steps = new StepRun(ask, bed, points, deadline, listener);
    if (grow() && closeIn()) {
      if (estimate().high() < ask.least()) {
        end = Optional.of(End.FIRST_BREAKS); // what kept while the load grew breaks by now
      } else {
        confirm();
      }
    }
    return known(end.orElse(End.FOUND));
  }

  /** What is known, at any moment. */
  Result known(End how) {
    return new Result(how, found(how), results.stream().map(StepRun.Result::step).toList());
  }

  /** Whether an objective broke above one that kept. */
  private boolean grow() throws InterruptedException {
    double load = ask.start();
    boolean kept = false;
    while (true) {
      StepRun.Result now = step(Purpose.GROW, load);
      if (end.isPresent()) {
        return false;
      }
      boolean broke = now.leansBroken(ask);
      brokeSome |= broke;
      kept |= !broke && now.told();
      if (brokeSome && kept) {
        return true;
      }
      if (broke && load <= ask.least() || !broke && load >= ask.most()) {
        end = Optional.of(broke ? End.FIRST_BREAKS : End.NONE_BREAKS);
        return false;
      }
      load = ask.round(broke ? Math.max(ask.least(), load / 2) : Math.min(ask.most(), load * 2));
    }
  }

  private boolean closeIn() throws InterruptedException {
    int most = ask.model() == Model.USERS ? MOST_OF_USERS : MOST_OF_RATES;
    for (int i = 0; i < most && !near(estimate()); i++) {
      if (bed.now() + ask.stepSeconds() / 2 > deadline) {
        end = Optional.of(End.OUT_OF_TIME);
        return false;
      }
      Estimate now = estimate();
      double highest = points.stream().mapToDouble(Estimate.Point::load).max().orElseThrow();
      boolean above = now.load() > highest && highest < ask.most(); // what broke did so by chance
      if (above) {
        step(Purpose.GROW, ask.round(Math.min(ask.most(), 2 * highest)));
      } else {
        step(Purpose.CLOSE_IN, next(now));
      }
      if (end.isPresent()) {
        return false;
      }
    }
    return true;
  }

  private boolean near(Estimate now) {
    return now.low() == now.high()
        || now.low() * (1 + ask.within()) >= now.load()
            && now.high() <= now.load() * (1 + ask.within());
  }

  /** Where it is as likely as not that the load keeps. */
  private double next(Estimate now) {
    double median = Math.min(now.load(), ask.most());
    if (ask.model() == Model.RATE) {
      return ask.round(median);
    }
    double below = ask.round(median);
    double belowKeeps = Estimate.keeps(points, ask.objectives(), below);
    double aboveKeeps = Estimate.keeps(points, ask.objectives(), below + 1);
    return below + 1 <= ask.most() && belowKeeps - 0.5 > 0.5 - aboveKeeps ? below + 1 : below;
  }

  private void confirm() throws InterruptedException {
    for (int i = 0; i < MOST_CONFIRMATIONS; i++) {
      StepRun.Result now = step(Purpose.CONFIRM, confirmable(estimate()));
      boolean inTime = end.isEmpty();
      if (!inTime && !end.equals(Optional.of(End.OUT_OF_TIME))) {
        return;
      }
      if (now.step().verdict() != Verdict.BROKE) {
        if (!now.told() || !inTime && seconds(now.step()) < ask.stepSeconds()) {
          return;
        }
        confirmed = Optional.of(now.step());
        end = Optional.empty();
        if (inTime) {
          hysteresis(now.step().load());
        }
        return;
      }
      if (!inTime || bed.now() + 2 * ask.stepSeconds() > deadline) {
        end = Optional.of(End.OUT_OF_TIME);
        return;
      }
      if (!closeIn()) {
        return;
      }
    }
  }

  private static double seconds(Step step) {
    return step.untilSeconds() - step.startSeconds();
  }

  /** Users are whole; a rate is held a little below its estimate, where it can be kept. */
  private double confirmable(Estimate now) {
    return ask.round(
        ask.model() == Model.USERS
            ? now.load()
            : Math.max(now.low(), now.load() / (1 + ask.within() / 2)));
  }

  private void hysteresis(double load) throws InterruptedException {
    double wanted = ask.model() == Model.USERS ? Math.max(load * BEYOND, load + 1) : load * BEYOND;
    double beyond = ask.round(wanted);
    if (wanted > ask.most() || bed.now() + 1.5 * ask.stepSeconds() > deadline) {
      return;
    }
    step(Purpose.BEYOND, beyond);
    if (end.isPresent()) {
      return;
    }
    fromAbove = Optional.of(step(Purpose.FROM_ABOVE, load).step().verdict() != Verdict.BROKE);
  }

  /** Runs a step; once more where the driver was not fit, as a neighbour may have disturbed it. */
  private StepRun.Result step(Purpose purpose, double load) throws InterruptedException {
    StepRun.Result result = once(purpose, load);
    if (end.isEmpty() && unfit(result)) {
      result = once(purpose, load);
      if (end.isEmpty() && unfit(result)) {
        end = Optional.of(End.DRIVER);
      }
    }
    return result;
  }

  private static boolean unfit(StepRun.Result result) {
    return result.step().purpose() != Purpose.BEYOND
        && result.step().driver().equals(Optional.of(DriverVerdict.Kind.DRIVER_LIMITED));
  }

  private StepRun.Result once(Purpose purpose, double load) throws InterruptedException {
    StepRun.Result result = steps.run(results.size() + 1, purpose, load);
    results.add(result);
    boolean told = EnumSet.of(Purpose.GROW, Purpose.CLOSE_IN, Purpose.CONFIRM).contains(purpose);
    if (told && !unfit(result)) {
      points.add(new Estimate.Point(shown(result), result.shares()));
      latest = Optional.empty();
    }
    listener.step(
        result.step(), brokeSome && !points.isEmpty() ? Optional.of(estimate()) : Optional.empty());
    end = result.end();
    if (end.isEmpty() && bed.now() >= deadline) {
      end = Optional.of(End.OUT_OF_TIME);
    }
    if (end.isEmpty() && purpose != Purpose.PROBE && (result.lost() || !result.told())) {
      boolean before = results.stream().anyMatch(r -> r.step().failureShare() < 1);
      StepRun.Result probe = once(Purpose.PROBE, probing());
      if (end.isEmpty() && !(probe.step().failureShare() < 1)) {
        end = Optional.of(before ? End.SERVER_GONE : End.ONLY_FAILURES);
      }
    }
    return result;
  }

  /** The load that a step tells of: the rate that was sent, where that is known well. */
  private double shown(StepRun.Result result) {
    Step step = result.step();
    boolean known = ask.model() == Model.RATE && step.requests() >= MANY;
    return known ? result.sentPerSecond() : step.load();
  }

  /** The first load; of rates at least one that sends something in a probe's time. */
  private double probing() {
    return ask.model() == Model.USERS
        ? ask.start()
        : Math.min(ask.most(), Math.max(ask.start(), 1));
  }

  private Estimate estimate() {
    if (latest.isEmpty()) {
      latest =
          Optional.of(
              ask.model() == Model.USERS
                  ? Estimate.ofUsers(points, ask.objectives(), ask.outside())
                  : Estimate.of(points, ask.objectives(), ask.outside()));
    }
    return latest.get();
  }

  private Optional<Found> found(End how) {
    if (how == End.FIRST_BREAKS || how == End.ONLY_FAILURES) {
      return Optional.empty();
    }
    if (!brokeSome || points.isEmpty()) {
      return highestKept();
    }
    Estimate now = estimate();
    Optional<Step> at = confirmed.or(() -> nearest(now.load()));
    return Optional.of(
        new Found(
            ask.model() == Model.USERS ? ask.round(now.load()) : now.load(),
            now.low(),
            now.high(),
            at.map(Step::goodputPerSecond).orElse(Double.NaN),
            at.map(Step::throughputPerSecond).orElse(Double.NaN),
            confirmed.isPresent(),
            fromAbove));
  }

  /** Where nothing broke: the capacity lies there or higher. */
  private Optional<Found> highestKept() {
    return results.stream()
        .filter(r -> !unfit(r) && !r.leansBroken(ask) && r.step().purpose() == Purpose.GROW)
        .map(StepRun.Result::step)
        .filter(s -> s.failureShare() < 1)
        .reduce((a, b) -> b.load() >= a.load() ? b : a)
        .map(
            s ->
                new Found(
                    s.load(),
                    s.load(),
                    Double.POSITIVE_INFINITY,
                    s.goodputPerSecond(),
                    s.throughputPerSecond(),
                    false,
                    Optional.empty()));
  }

  /** Of the steps that may have kept, none far above, the one whose load is nearest. */
  private Optional<Step> nearest(double load) {
    return results.stream()
        .map(StepRun.Result::step)
        .filter(s -> s.load() <= load * (1 + ask.within()))
        .filter(s -> s.purpose() != Purpose.PROBE && s.verdict() != Verdict.BROKE)
        .min(Comparator.comparingDouble(s -> Math.abs(Math.log(s.load() / load))));
  }
}
