package flowgauge.bench;

import flowgauge.load.ClockWatch;
import flowgauge.load.Driver;
import flowgauge.load.DriverJudge;
import flowgauge.load.DriverSecond;
import flowgauge.load.DriverWatch;
import flowgauge.load.LoadException;
import flowgauge.load.LoadResult;
import flowgauge.load.RunClock;
import flowgauge.record.Condition;
import flowgauge.record.DriverVerdict;
import flowgauge.record.LatencyLog;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Tally;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.watch.ResourceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One scenario under load, on a server that is up: drives, watches and records. */
final class ScenarioRun {
  /** Time zero lies this far ahead, so that all watches run when the first request is due. */
  private static final long HEAD_START_NANOS = 300_000_000;

  /** {@code --stop-when} looks at so many seconds behind the warm-up. */
  private static final int WINDOW_SECONDS = 10;

  /**
   * What came out.
   *
   * @param info the scenario with its driver's verdict, without its summary
   * @param tally what {@code --fail-if} is judged by
   * @param unwritten why not all that was measured could be written
   * @param uncounted why the mock API's count could not be had
   */
  record Outcome(
      ScenarioInfo info, Tally tally, Optional<String> unwritten, Optional<String> uncounted) {}

  private final BenchPlan plan;
  private final RunFolder folder;
  private final Terminal terminal;
  private final Interrupts interrupts;
  private final ArrayDeque<DriverSecond> window = new ArrayDeque<>();

  ScenarioRun(BenchPlan plan, RunFolder folder, Terminal terminal, Interrupts interrupts) {
    this.plan = plan;
    this.folder = folder;
    this.terminal = terminal;
    this.interrupts = interrupts;
  }

  /** The scenario's settings ahead of its run. */
  ScenarioInfo planned(Scenario scenario, Server server, Instant started) {
    return new ScenarioInfo(
        scenario.name(),
        server.info(),
        Settings.of(plan.load()),
        started,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(RunInfo.Status.RUNNING),
        Optional.empty());
  }

  Outcome run(Scenario scenario, Server server)
      throws IOException, LoadException, ServeException, InterruptedException {
    Path samples =
        folder
            .scenario(scenario.name())
            .resolve(plan.compressed() ? "samples.csv.gz" : "samples.csv");
    SampleQueue queue = new SampleQueue();
    Tally tally = new Tally();
    Optional<Long> mockBefore = server.mockRequests();
    ClockWatch clocks = ClockWatch.start();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    Instant started = Instant.now().plusNanos(HEAD_START_NANOS);
    LoadResult result = null;
    List<DriverWatch.Row> rows;
    Optional<String> unwritten = Optional.empty();
    try (LatencyLog latency = new LatencyLog(folder.latencyLog(scenario.name()), started);
        Driver driver = new Driver(server.base());
        ResourceWatch resources =
            ResourceWatch.start(
                server, folder.resources(scenario.name()), clock.zeroNanos(), plan.sampleEvery())) {
      Progress progress =
          new Progress(terminal, scenario.name(), plan.load().total().toSeconds(), latency);
      AtomicReference<Runnable> eachSecond = new AtomicReference<>(() -> {});
      DriverWatch watch =
          new DriverWatch(
              folder.driver(scenario.name()),
              row -> {
                progress.accept(row);
                eachSecond.get().run();
                stopIfBroken(row.loop(), driver, latency);
                server.failure().ifPresent(driver::stop);
              });
      interrupts.onInterrupt(() -> driver.abort("interrupted"));
      try (watch;
          SampleWriter writer = SampleWriter.start(queue, samples, List.of(latency, tally))) {
        eachSecond.set(
            () -> {
              if (writer.failure() != null || watch.failure() != null) {
                driver.abort("what is measured can't be written");
              }
            });
        result = driver.run(scenario.target(), scenario.times(), plan.load(), clock, queue, watch);
      } catch (IOException full) {
        if (result == null) {
          throw full;
        }
        unwritten = Optional.of(full.getMessage());
      } finally {
        interrupts.onInterrupt(null);
        terminal.clear();
      }
      rows = watch.rows();
    }
    DriverVerdict verdict =
        DriverJudge.judge(rows, tally, result, queue.waited(), clocks.asleepUs());
    Optional<Long> counted = Optional.empty();
    Optional<String> uncounted = Optional.empty();
    if (mockBefore.isPresent()) {
      try {
        counted = server.mockRequests().map(after -> after - mockBefore.get());
        if (counted.isEmpty() && !interrupts.interrupted()) {
          terminal.line("no port is left to ask the mock API from: its count stays unknown");
        }
      } catch (ServeException silent) {
        uncounted = Optional.of(silent.getMessage());
      }
    }
    ScenarioInfo info =
        new ScenarioInfo(
            scenario.name(),
            server.info(),
            Settings.of(plan.load()),
            started,
            Optional.of(started.plusNanos(result.endUs() * 1_000)),
            Optional.of(result.clockDriftUs()),
            Optional.of(result.loadEndUs()),
            Optional.of(result.endUs()),
            result.stoppedEarly(),
            counted,
            Optional.of(queue.waited()),
            Optional.empty(),
            Optional.of(verdict));
    return new Outcome(info, tally, unwritten, uncounted);
  }

  private void stopIfBroken(DriverSecond second, Driver driver, LatencyLog latency) {
    if (plan.stopWhen().isEmpty() || second.phase() == Phase.WARM_UP || !second.phase().ofLoad()) {
      return;
    }
    window.addLast(second);
    if (window.size() > WINDOW_SECONDS) {
      window.removeFirst();
    }
    if (window.size() < WINDOW_SECONDS) {
      return;
    }
    long succeeded = window.stream().mapToLong(DriverSecond::completed).sum();
    long failed = window.stream().mapToLong(DriverSecond::failed).sum();
    for (Condition condition : plan.stopWhen()) {
      condition
          .broken(
              succeeded,
              failed,
              (double) succeeded / WINDOW_SECONDS,
              latency.recent().responseTimesUs(),
              false)
          .ifPresent(driver::stop);
    }
  }
}
