package flowgauge.bench;

import flowgauge.bench.plan.BenchPlan;
import flowgauge.load.Driver;
import flowgauge.load.LoadException;
import flowgauge.load.RequestNumbers;
import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.DriverWatch;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Condition;
import flowgauge.record.sample.LatencyLog;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Server;
import flowgauge.serve.watch.ResourceWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A scenario's load itself: drives it, watches driver and server, and ends it early. */
final class LoadRun {
  /** {@code --stop-when} looks at so many seconds behind the warm-up. */
  private static final int WINDOW_SECONDS = 10;

  private final BenchPlan plan;
  private final RunFolder folder;
  private final Terminal terminal;
  private final Interrupts interrupts;
  private final LatencyLog latency;
  private final ArrayDeque<DriverSecond> window = new ArrayDeque<>();
  private final Optional<Course> course;
  private final Duration firstAnswer;
  private List<DriverWatch.Row> rows = List.of();
  private Optional<SteeredLoad> steered = Optional.empty();
  private LoadProfile lasted;
  private Optional<String> unwritten = Optional.empty();
  private RequestNumbers next;

  /**
   * One load.
   *
   * @param latency that its samples go to
   * @param course that decides the load; empty where the plan does
   * @param firstAnswer how long a request ahead of all took
   */
  LoadRun(
      BenchPlan plan,
      RunFolder folder,
      Terminal terminal,
      Interrupts interrupts,
      LatencyLog latency,
      Optional<Course> course,
      Duration firstAnswer) {
    this.plan = plan;
    this.course = course;
    this.firstAnswer = firstAnswer;
    this.lasted = plan.load();
    this.folder = folder;
    this.terminal = terminal;
    this.interrupts = interrupts;
    this.latency = latency;
  }

  /**
   * Drives it to its end; all of its connections are closed then.
   *
   * @param queue takes its samples, which {@code writer} writes
   * @param numbers of the first request and connection
   */
  LoadResult drive(
      Scenario scenario,
      Server server,
      RunClock clock,
      SampleQueue queue,
      SampleWriter writer,
      RequestNumbers numbers)
      throws IOException, LoadException, InterruptedException {
    LoadResult result = null;
    try (Driver driver = new Driver(server.base());
        ResourceWatch resources =
            ResourceWatch.start(
                server.parts(),
                folder.resources(scenario.name()),
                clock.zeroNanos(),
                plan.sampleEvery())) {
      driver.numberFrom(numbers);
      steered =
          course.map(
              any ->
                  new SteeredLoad(
                      scenario, folder, plan.load(), firstAnswer, terminal, server, driver, clock));
      DriverWatch watch = watch(scenario, server, driver, writer);
      interrupts.onInterrupt(() -> driver.abort("interrupted"));
      try (watch;
          Steering steering = Steering.start(course, steered, driver)) {
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
      next = driver.numbers();
      if (course.isPresent()) {
        lasted = plan.load().with(driver.stages());
      }
      return result;
    }
  }

  private DriverWatch watch(Scenario scenario, Server server, Driver driver, SampleWriter writer)
      throws IOException {
    Progress progress =
        new Progress(
            terminal,
            scenario.name(),
            plan.load().total().toSeconds(),
            latency,
            steered.map(load -> load::progress));
    AtomicReference<DriverWatch> self = new AtomicReference<>();
    DriverWatch watch =
        new DriverWatch(
            folder.driver(scenario.name()),
            row -> {
              progress.accept(row);
              steered.ifPresent(load -> load.second(row));
              if (writer.failure() != null
                  || Optional.ofNullable(self.get()).map(DriverWatch::failure).isPresent()) {
                driver.abort("what is measured can't be written");
              }
              stopIfBroken(row.loop(), driver);
              if (Optional.ofNullable(self.get()).filter(DriverWatch::isBehind).isEmpty()) {
                server.failure().ifPresent(driver::stop); // an engine may take seconds to tell
              }
            });
    self.set(watch);
    return watch;
  }

  /** Takes each sample of the load as it is written. */
  void sample(Sample row) {
    steered.ifPresent(load -> load.sample(row));
  }

  /** The load as it was, stage by stage. */
  LoadProfile lasted() {
    return lasted;
  }

  List<DriverWatch.Row> rows() {
    return rows;
  }

  /** Why not all of them could be written. */
  Optional<String> unwritten() {
    return unwritten;
  }

  /** The numbers that the next request and connection would have. */
  RequestNumbers next() {
    return next;
  }

  private void stopIfBroken(DriverSecond second, Driver driver) {
    if (plan.stopWhen().isEmpty() || second.phase() == Phase.WARM_UP) {
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
              measure -> latency.recent().responseTimesUs(),
              false)
          .ifPresent(driver::stop);
    }
  }
}
