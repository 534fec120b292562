package flowgauge.bench;

import flowgauge.bench.options.Baselines;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.load.Baseline;
import flowgauge.load.LoadException;
import flowgauge.load.RequestNumbers;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.SampleQueue;
import flowgauge.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A scenario's baseline, ahead of its load and behind its drain, and what is said of it. */
final class BaselineRun {
  private final Scenario scenario;
  private final URI base;
  private final BenchPlan plan;
  private final Terminal terminal;
  private final Interrupts interrupts;
  private Optional<Baseline.Length> length;

  BaselineRun(
      Scenario scenario, URI base, BenchPlan plan, Terminal terminal, Interrupts interrupts) {
    this.scenario = scenario;
    this.base = base;
    this.plan = plan;
    this.terminal = terminal;
    this.interrupts = interrupts;
    this.length = Baselines.before(plan.baseline(), plan.load());
  }

  /**
   * Asks ahead of the load; a server that takes longer than a baseline waits is not asked.
   *
   * @param firstAnswer how long a request ahead of all took
   */
  Optional<Baseline> before(Duration firstAnswer)
      throws IOException, LoadException, InterruptedException {
    if (length.isPresent() && firstAnswer.compareTo(length.get().patience()) > 0) {
      terminal.line(
          "%s: a first answer took %s, too long to ask alone first (--baseline TIME does so)"
              .formatted(scenario.name(), seconds(firstAnswer)));
      length = Optional.empty();
    }
    return length.isEmpty()
        ? Optional.empty()
        : Optional.of(ask(length.get(), "alone first", RequestNumbers.FIRST));
  }

  /**
   * Asks behind the drain, where it was asked before, and records the answers.
   *
   * @param numbers of the first request and connection
   * @param clock of the load
   */
  void after(RequestNumbers numbers, SampleQueue queue, RunClock clock)
      throws IOException, LoadException, InterruptedException {
    if (length.isPresent()) {
      ask(Baselines.after(length.get()), "alone once more", numbers).record(queue, clock);
    }
  }

  private Baseline ask(Baseline.Length bound, String when, RequestNumbers numbers)
      throws IOException, LoadException, InterruptedException {
    String what =
        "%s: asking %s, one request at a time, for %s%s"
            .formatted(
                scenario.name(),
                when,
                bound.enough() == Integer.MAX_VALUE ? "" : "up to ",
                seconds(bound.most()));
    if (terminal.rewrites()) {
      terminal.status(what);
    } else {
      terminal.line(what);
    }
    Baseline baseline = new Baseline(base, numbers);
    try (baseline) {
      interrupts.onInterrupt(() -> baseline.abort("interrupted"));
      baseline.ask(scenario.target(), scenario.times(), plan.load(), bound);
    } finally {
      interrupts.onInterrupt(null);
      terminal.clear();
    }
    if (baseline.failed()) {
      terminal.line(
          "%s: asking %s ended early, as all of its requests failed"
              .formatted(scenario.name(), when));
    }
    return baseline;
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    return (seconds == Math.rint(seconds) ? "%.0f s" : "%.1f s").formatted(seconds);
  }
}
