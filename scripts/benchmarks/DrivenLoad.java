import com.sun.management.OperatingSystemMXBean;
import flowgauge.load.Driver;
import flowgauge.load.DriverJudge;
import flowgauge.load.DriverWatch;
import flowgauge.load.LoadResult;
import flowgauge.load.Rehearsal;
import flowgauge.load.RunClock;
import flowgauge.record.DriverVerdict;
import flowgauge.record.Json;
import flowgauge.record.LatencyLog;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import flowgauge.record.Tally;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One load by flowgauge's driver in a JVM of its own: a warm-up, then the measured run with all
 * that {@code bench} has running beside it. Prints its figures as one JSON value.
 */
final class DrivenLoad {
  private static final long HEAD_START_NANOS = 50_000_000;

  /**
   * What to do.
   *
   * @param uri the server
   * @param users closed model with that many users without wait, 0 for the open one
   * @param spawnRate users spawned a second
   * @param waitMillis wait of a user between requests
   * @param rate of the open model, requests a second
   * @param warmUpSeconds of the same load ahead, not counted
   * @param folder for what is recorded
   * @param record whether samples go to a file
   */
  record Order(
      URI uri,
      int users,
      double spawnRate,
      long waitMillis,
      double rate,
      double warmUpSeconds,
      double seconds,
      Path folder,
      boolean record) {}

  /**
   * What came out; durations in microseconds where their names don't say otherwise.
   *
   * @param cpuSeconds of the whole process over the measured run, the writer's rest included
   */
  record Figures(
      long sent,
      long succeeded,
      long failed,
      double seconds,
      double cpuSeconds,
      double loopCpuCores,
      int connectionsMost,
      long samplesWaited,
      long gcPauseUs,
      Map<String, Long> latenessUs,
      Map<String, Long> responseUs,
      DriverVerdict verdict) {
    double rate() {
      return succeeded / seconds;
    }

    double cpuPerRequestUs() {
      return cpuSeconds * 1e6 / succeeded;
    }
  }

  private DrivenLoad() {}

  /** Takes the order as JSON. */
  public static void main(String... args) throws Exception {
    Order order = Json.mapper().readValue(args[0], Order.class);
    Rehearsal.run();
    if (order.warmUpSeconds() > 0) {
      run(order, order.warmUpSeconds());
    }
    System.out.println(Json.mapper().writeValueAsString(run(order, order.seconds())));
    System.out.flush();
    System.exit(0);
  }

  private static Figures run(Order order, double seconds) throws Exception {
    Path samples = order.folder().resolve("samples.csv");
    SampleQueue queue = new SampleQueue();
    Tally tally = new Tally();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuBefore = system.getProcessCpuTime();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    LoadResult result;
    DriverWatch watch = new DriverWatch(order.folder().resolve("driver.csv"), row -> {});
    try (LatencyLog latency =
            new LatencyLog(order.folder().resolve("latency.hlog"), Instant.now());
        Driver driver = new Driver(order.uri())) {
      List<SampleQueue.Reader> listeners = List.of(latency, tally);
      try (watch;
          SampleWriter writer =
              order.record()
                  ? SampleWriter.start(queue, samples, listeners)
                  : SampleWriter.listening(queue, listeners)) {
        result =
            driver.run(
                new Target(
                    "POST",
                    "/",
                    Map.of("Content-Type", "application/json"),
                    HttpServer.BODY.getBytes(StandardCharsets.US_ASCII)),
                ServerTimes.NONE,
                profile(order, seconds),
                clock,
                queue,
                watch);
      }
    }
    double cpuSeconds = (system.getProcessCpuTime() - cpuBefore) / 1e9;
    Files.deleteIfExists(samples);
    List<DriverWatch.Row> rows = watch.rows();
    return new Figures(
        rows.stream().mapToLong(row -> row.loop().sent()).sum(),
        tally.succeeded(),
        tally.failed(),
        result.loadEndUs() / 1e6,
        cpuSeconds,
        rows.isEmpty()
            ? Double.NaN
            : rows.get(rows.size() - 1).loop().loopCpuNanos() / 1e3 / result.endUs(),
        rows.stream().mapToInt(row -> row.loop().connections()).max().orElse(0),
        queue.waited(),
        rows.stream().mapToLong(DriverWatch.Row::gcPauseUs).sum(),
        percentiles(tally.latenessUs()),
        percentiles(tally.responseTimesUs()),
        DriverJudge.judge(rows, tally, result, queue.waited()));
  }

  private static LoadProfile profile(Order order, double seconds) {
    Duration length = Duration.ofNanos((long) (seconds * 1e9));
    Duration wait = Duration.ofMillis(order.waitMillis());
    return new LoadProfile(
        List.of(
            order.users() > 0
                ? new LoadProfile.Users(order.users(), order.spawnRate(), length)
                : new LoadProfile.Rate(order.rate(), order.rate(), length)),
        wait,
        wait,
        LoadProfile.Arrivals.UNIFORM,
        LoadProfile.Connections.PER_USER,
        10_000,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ZERO,
        Duration.ofSeconds(2),
        false,
        1);
  }

  private static Map<String, Long> percentiles(Histogram histogram) {
    boolean none = histogram.getTotalCount() == 0;
    return Map.of(
        "p50", none ? -1 : histogram.getValueAtPercentile(50),
        "p99", none ? -1 : histogram.getValueAtPercentile(99),
        "p99_9", none ? -1 : histogram.getValueAtPercentile(99.9),
        "max", none ? -1 : histogram.getMaxValue());
  }
}
