package flowgauge.bench;

import flowgauge.load.Driver;
import flowgauge.load.DriverJudge;
import flowgauge.load.DriverWatch;
import flowgauge.load.LoadException;
import flowgauge.load.LoadResult;
import flowgauge.load.RunClock;
import flowgauge.record.Condition;
import flowgauge.record.DriverVerdict;
import flowgauge.record.LatencyLog;
import flowgauge.record.RunFolder;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Tally;
import flowgauge.scenario.Scenario;
import flowgauge.serve.ResourceWatch;
import flowgauge.serve.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One scenario under load, on a server that is up: drives, watches and records. */
final class ScenarioRun {
  /** Time zero lies this far ahead, so that all watches run when the first request is due. */
  private static final long HEAD_START_NANOS = 50_000_000;

  /**
   * What came out.
   *
   * @param info the scenario with its driver's verdict, without its summary
   * @param broken the conditions of {@code --fail-if} that are broken, in words
   */
  record Outcome(ScenarioInfo info, List<String> broken) {}

  private final BenchPlan plan;
  private final RunFolder folder;
  private final Terminal terminal;
  private final Interrupts interrupts;

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
        Optional.empty());
  }

  Outcome run(Scenario scenario, Server server)
      throws IOException, LoadException, InterruptedException {
    Path samples =
        folder
            .scenario(scenario.name())
            .resolve(plan.compressed() ? "samples.csv.gz" : "samples.csv");
    SampleQueue queue = new SampleQueue();
    Tally tally = new Tally();
    Optional<Long> mockBefore = server.mockRequests();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    Instant started = Instant.now().plusNanos(HEAD_START_NANOS);
    LoadResult result;
    List<DriverWatch.Row> rows;
    try (LatencyLog latency = new LatencyLog(folder.latencyLog(scenario.name()), started);
        Driver driver = new Driver(server.base());
        ResourceWatch resources =
            ResourceWatch.start(
                server, folder.resources(scenario.name()), clock.zeroNanos(), plan.sampleEvery())) {
      Progress progress =
          new Progress(terminal, scenario.name(), plan.load().total().toSeconds(), latency);
      DriverWatch watch =
          new DriverWatch(
              folder.driver(scenario.name()),
              row -> {
                progress.accept(row);
                stopIfBroken(driver, latency);
                server.failure().ifPresent(driver::stop);
              });
      interrupts.onInterrupt(() -> driver.abort("interrupted"));
      try (watch;
          SampleWriter writer = SampleWriter.start(queue, samples, List.of(latency, tally))) {
        result = driver.run(scenario.target(), scenario.times(), plan.load(), clock, queue, watch);
      } finally {
        interrupts.onInterrupt(null);
        terminal.clear();
      }
      rows = watch.rows();
    }
    DriverVerdict verdict = DriverJudge.judge(rows, tally, result, queue.waited());
    Optional<Long> counted =
        mockBefore.flatMap(before -> server.mockRequests().map(after -> after - before));
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
    return new Outcome(info, broken(tally, result));
  }

  private void stopIfBroken(Driver driver, LatencyLog latency) {
    LatencyLog.Recent recent = latency.recent();
    if (recent.seconds() == 0) {
      return;
    }
    for (Condition condition : plan.stopWhen()) {
      condition
          .broken(
              recent.succeeded(),
              recent.failed(),
              (double) recent.succeeded() / recent.seconds(),
              recent.responseTimesUs())
          .ifPresent(driver::stop);
    }
  }

  private List<String> broken(Tally tally, LoadResult result) {
    List<String> broken = new ArrayList<>();
    double seconds = result.loadEndUs() / 1e6 - plan.load().warmUp().toNanos() / 1e9;
    for (Condition condition : plan.failIf()) {
      condition
          .broken(
              tally.succeeded(),
              tally.failed(),
              tally.succeeded() / seconds,
              tally.responseTimesUs())
          .ifPresent(broken::add);
    }
    return broken;
  }
}
