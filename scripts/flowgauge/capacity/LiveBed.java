package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.bench.SteeredLoad;
import flowgauge.load.health.DriverJudge;
import flowgauge.load.health.DriverWatch;
import flowgauge.record.DriverVerdict;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server under bench's own load: a stage a step. */
final class LiveBed implements TestBed {
  /** A stage ends when another follows it. */
  private static final Duration OPEN_END = Duration.ofDays(1);

  private static final double SHORTEST_SPAWN_S = 0.5;

  /** The driver is judged by no fewer seconds of its own. */
  private static final int ENOUGH_SECONDS = 3;

  private static final class Held {
    final StepWatch watch;
    final Tally tally = new Tally();
    volatile long fromUs = Long.MAX_VALUE;

    Held(StepWatch watch) {
      this.watch = watch;
    }
  }

  private final SteeredLoad load;
  private final Model model;
  private final CopyOnWriteArrayList<Held> held = new CopyOnWriteArrayList<>();

  LiveBed(SteeredLoad load, Model model) {
    this.load = load;
    this.model = model;
    load.onSample(this::row);
  }

  private void row(Sample row) {
    long us = row.outcome() == Outcome.NOT_SENT ? row.intendedUs() : row.sentUs();
    for (int i = held.size() - 1; i >= 0; i--) {
      Held one = held.get(i);
      if (us >= one.fromUs) {
        one.watch.row(row);
        synchronized (one.tally) {
          one.tally.row(row);
        }
        return;
      }
    }
  }

  @Override
  public double now() {
    return load.now();
  }

  @Override
  public double hold(double wanted, StepWatch watch) throws InterruptedException {
    Held next = new Held(watch);
    held.add(next);
    return load.follow(
            stage(wanted),
            us -> {
              watch.begin(us / 1e6);
              next.fromUs = us;
            })
        .orElseGet(
            () -> {
              watch.begin(load.now());
              return load.now();
            });
  }

  /** Users begin spread over what one of them takes for a request and its pause. */
  private Stage stage(double wanted) {
    if (model == Model.RATE) {
      return new Rate(wanted, wanted, OPEN_END);
    }
    double cycle =
        Math.max(
            SHORTEST_SPAWN_S,
            (load.profile().waitMin().toMillis() + load.profile().waitMax().toMillis()) / 2e3
                + load.firstAnswer().toMillis() / 1e3);
    return new Users((int) wanted, Math.max(1, wanted) / cycle, OPEN_END);
  }

  @Override
  public Optional<End> pass(double seconds) throws InterruptedException {
    if (load.await(seconds)) {
      return Optional.of(End.INTERRUPTED);
    }
    return load.serverFailure().map(why -> End.SERVER_GONE);
  }

  @Override
  public double[] inFlightSince() throws InterruptedException {
    return load.inFlightSince();
  }

  @Override
  public Optional<DriverVerdict.Kind> driver(double fromSeconds) {
    List<DriverWatch.Row> rows = load.secondsFrom(fromSeconds);
    Optional<Held> step =
        held.stream().filter(one -> one.fromUs <= fromSeconds * 1e6 + 1).reduce((a, b) -> b);
    if (rows.size() < ENOUGH_SECONDS || step.isEmpty()) {
      return Optional.empty();
    }
    synchronized (step.get().tally) {
      return Optional.of(DriverJudge.ofPart(rows, step.get().tally).verdict());
    }
  }
}
