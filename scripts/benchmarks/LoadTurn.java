import flowgauge.analyze.statistics.Quantiles;
import flowgauge.load.Driver;
import flowgauge.load.LoadException;
import flowgauge.load.health.DriverJudge;
import flowgauge.load.health.DriverWatch;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.DriverVerdict;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.watch.ResourceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A short load on a server that is up and stays so, while another one idles.
 *
 * @param scenario what is asked
 * @param load its warm-up is not judged
 * @param folder for what is recorded
 */
record LoadTurn(Scenario scenario, LoadProfile load, Path folder) {
  private static final long HEAD_START_NANOS = 300_000_000;

  private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);

  /** Ahead of the name of a part that idles. */
  private static final String IDLE = "idle_";

  /**
   * What came out, of the answers that came between the warm-up's end and the load's.
   *
   * @param failed requests of the whole turn
   * @param cores of each part by name
   */
  record Figures(
      double perSecond,
      double medianMs,
      double p99Ms,
      long failed,
      Map<String, Double> cores,
      DriverVerdict.Kind driver) {
    /** Of a part; NaN where that can't be had. */
    double cores(String part) {
      return cores.getOrDefault(part, Double.NaN);
    }

    /** The container engine's own: 0 where none runs on a machine whose processes are seen. */
    double engineCores() {
      return cores.getOrDefault("engine", cores.containsKey("host") ? 0 : Double.NaN);
    }

    /** Of server and mock API of the side that idles. */
    double idleCores() {
      return cores.entrySet().stream()
          .filter(part -> part.getKey().startsWith(IDLE))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }

  /** Answers of a stretch of time; fed by the sample writer's thread. */
  private static final class Answers implements Sample.Visitor {
    private final long fromUs;
    private final long toUs;
    private final Quantiles timesUs = Quantiles.ofRun();
    private long failed;
    private long unfinished;

    Answers(long fromUs, long toUs) {
      this.fromUs = fromUs;
      this.toUs = toUs;
    }

    @Override
    public void row(Sample sample) {
      Outcome outcome = sample.outcome();
      failed += outcome.failed() ? 1 : 0;
      unfinished += outcome == Outcome.UNFINISHED ? 1 : 0;
      if (outcome == Outcome.OK && sample.endUs() >= fromUs && sample.endUs() < toUs) {
        timesUs.add(sample.responseUs());
      }
    }
  }

  /**
   * Puts the load on one server; all its requests are over and its connections closed then.
   *
   * @throws BenchmarkException if the server ended, or what was asked of it did not
   */
  Figures on(Server loaded, Server idle)
      throws IOException, InterruptedException, LoadException, BenchmarkException {
    long fromUs = micros(load.warmUp());
    long toUs = micros(load.total());
    Answers answers = new Answers(fromUs, toUs);
    Tally tally = new Tally();
    SampleQueue queue = new SampleQueue();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    Path resources = folder.resolve("resources.csv");
    DriverWatch watch = new DriverWatch(folder.resolve("driver.csv"), second -> {});
    LoadResult result;
    try (SampleWriter writer = SampleWriter.listening(queue, List.of(answers, tally));
        Driver driver = new Driver(loaded.base());
        ResourceWatch used =
            ResourceWatch.start(parts(loaded, idle), resources, clock.zeroNanos(), WATCHED_EVERY);
        watch) {
      result = driver.run(scenario.target(), scenario.times(), load, clock, queue, watch);
    }
    check(loaded, idle, answers);
    return new Figures(
        answers.timesUs.count() * 1e6 / (toUs - fromUs),
        answers.timesUs.percentile(50) / 1e3,
        answers.timesUs.percentile(99) / 1e3,
        answers.failed,
        WatchedCores.between(resources, fromUs, toUs),
        DriverJudge.judge(watch.rows(), tally, result, queue.waited(), 0).verdict());
  }

  private void check(Server loaded, Server idle, Answers answers) throws BenchmarkException {
    for (Server server : List.of(loaded, idle)) {
      if (server.failure().isPresent()) {
        throw new BenchmarkException(server.failure().get());
      }
    }
    if (answers.unfinished > 0) {
      throw new BenchmarkException(
          "%d requests had no answer %d s after the end of a turn: give it fewer --users"
              .formatted(answers.unfinished, load.drain().toSeconds()));
    }
    if (answers.timesUs.count() == 0) {
      throw new BenchmarkException(
          "no request succeeded in the judged part of a turn (%d failed): give it more --seconds"
              .formatted(answers.failed));
    }
  }

  private static List<WatchedPart> parts(Server loaded, Server idle) {
    return Stream.concat(
            loaded.parts().stream(),
            idle.parts().stream()
                .map(
                    part ->
                        new WatchedPart(
                            IDLE + part.name(),
                            part.pid(),
                            part.port(),
                            part.container(),
                            part.elsewhere())))
        .toList();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
