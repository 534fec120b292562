package flowgauge.bench;

import flowgauge.bench.plan.BenchPlan;
import flowgauge.bench.plan.Settings;
import flowgauge.load.Baseline;
import flowgauge.load.LoadException;
import flowgauge.load.RequestNumbers;
import flowgauge.load.health.ClockWatch;
import flowgauge.load.health.DriverJudge;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.DriverVerdict;
import flowgauge.record.FirstFailure;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.LatencyLog;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One scenario on a server that is up: its baseline and its load, recorded.
 *
 * @param course that decides the load; empty where the plan does
 */
record ScenarioRun(
    BenchPlan plan,
    RunFolder folder,
    Terminal terminal,
    Interrupts interrupts,
    Optional<Course> course) {
  /** Time zero lies this far ahead, so that all watches run when the first request is due. */
  private static final long HEAD_START_NANOS = 300_000_000;

  /**
   * What came out.
   *
   * @param info the scenario with its driver's verdict, without its summary
   * @param tally what {@code --fail-if} is judged by
   * @param unwritten why not all that was measured could be written
   * @param uncounted why the mock API's count could not be had
   * @param firstFailures the first failure of each kind
   */
  record Outcome(
      ScenarioInfo info,
      Tally tally,
      Optional<String> unwritten,
      Optional<String> uncounted,
      List<FirstFailure> firstFailures) {}

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
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Runs it: one request at a time first, the load, and one request at a time again.
   *
   * @param firstAnswer how long a request ahead of all took
   */
  Outcome run(Scenario scenario, Server server, Duration firstAnswer)
      throws IOException, LoadException, ServeException, InterruptedException {
    Optional<Long> mockBefore = server.mockRequests();
    Recording recording = record(scenario, server, firstAnswer);
    LoadRun load = recording.load();
    LoadResult result = recording.result();
    Optional<String> lost = write(scenario, result.firstFailures());
    DriverVerdict verdict =
        DriverJudge.judge(
            load.rows(), recording.tally(), result, recording.waited(), recording.asleepUs());
    MockCount mock = mockBefore.map(before -> count(server, before)).orElse(MockCount.NONE);
    ScenarioInfo info =
        new ScenarioInfo(
            scenario.name(),
            server
                .info()
                .reporting(scenario.times().nodePointer(), scenario.times().backendPointer()),
            Settings.of(load.lasted()),
            recording.started(),
            Optional.of(recording.started().plusNanos(result.endUs() * 1_000)),
            Optional.of(result.clockDriftUs()),
            Optional.of(result.loadEndUs()),
            Optional.of(result.endUs()),
            result.stoppedEarly(),
            mock.requests(),
            Optional.of(recording.waited()),
            Optional.empty(),
            Optional.of(verdict),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Outcome(
        info,
        recording.tally(),
        load.unwritten().or(recording::unwritten).or(() -> lost),
        mock.silent(),
        result.firstFailures());
  }

  /**
   * What was recorded.
   *
   * @param started wall clock at the load's time zero
   * @param waited samples that had to wait for the writer
   * @param asleepUs how long the machine slept, microseconds
   * @param unwritten why not all samples could be written
   */
  private record Recording(
      LoadRun load,
      LoadResult result,
      Instant started,
      Tally tally,
      long waited,
      double asleepUs,
      Optional<String> unwritten) {}

  private Recording record(Scenario scenario, Server server, Duration firstAnswer)
      throws IOException, LoadException, InterruptedException {
    Path samples =
        folder
            .scenario(scenario.name())
            .resolve(plan.compressed() ? "samples.csv.gz" : "samples.csv");
    SampleQueue queue = new SampleQueue();
    Tally tally = new Tally();
    BaselineRun baseline = new BaselineRun(scenario, server.base(), plan, terminal, interrupts);
    Optional<Baseline> before = baseline.before(firstAnswer);
    ClockWatch clocks = ClockWatch.start();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    Instant started = Instant.now().plusNanos(HEAD_START_NANOS);
    LoadResult result = null;
    Optional<String> unwritten = Optional.empty();
    LoadRun load;
    try (LatencyLog latency = new LatencyLog(folder.latencyLog(scenario.name()), started)) {
      load = new LoadRun(plan, folder, terminal, interrupts, latency, course, firstAnswer);
      List<Sample.Visitor> readers = List.of(ofLoad(latency), ofLoad(tally), ofLoad(load::sample));
      try (SampleWriter writer = SampleWriter.start(queue, samples, readers)) {
        before.ifPresent(asked -> asked.record(queue, clock));
        RequestNumbers numbers = before.map(Baseline::next).orElse(RequestNumbers.FIRST);
        result = load.drive(scenario, server, clock, queue, writer, numbers);
        if (!interrupts.interrupted() && writer.failure() == null && server.failure().isEmpty()) {
          baseline.after(load.next(), queue, clock);
        }
      } catch (IOException full) {
        if (result == null) {
          throw full;
        }
        unwritten = Optional.of(full.getMessage());
      }
    }
    return new Recording(
        load, result, started, tally, queue.waited(), clocks.asleepUs(), unwritten);
  }

  /** Writes the first failures; why it could not, if so. */
  private Optional<String> write(Scenario scenario, List<FirstFailure> firstFailures) {
    try {
      folder.writeFirstFailures(scenario.name(), firstFailures);
      return Optional.empty();
    } catch (IOException full) {
      return Optional.of(full.getMessage());
    }
  }

  /** What the mock API counted, or why it does not say. */
  private record MockCount(Optional<Long> requests, Optional<String> silent) {
    static final MockCount NONE = new MockCount(Optional.empty(), Optional.empty());
  }

  private MockCount count(Server server, long before) {
    try {
      Optional<Long> counted = server.mockRequests().map(after -> after - before);
      if (counted.isEmpty() && !interrupts.interrupted()) {
        terminal.line("no port is left to ask the mock API from: its count stays unknown");
      }
      return new MockCount(counted, Optional.empty());
    } catch (ServeException silent) {
      return new MockCount(Optional.empty(), Optional.of(silent.getMessage()));
    }
  }

  /** What the baseline asks is none of the load's figures. */
  private static Sample.Visitor ofLoad(Sample.Visitor reader) {
    return sample -> {
      if (sample.phase().ofLoad()) {
        reader.row(sample);
      }
    };
  }
}
