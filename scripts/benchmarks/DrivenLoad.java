import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import flowgauge.load.Driver;
import flowgauge.load.Rehearsal;
import flowgauge.load.health.DriverJudge;
import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.DriverWatch;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.DriverVerdict;
import flowgauge.record.Json;
import flowgauge.record.sample.LatencyLog;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.Header;
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
import java.util.function.Consumer;
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
      int warmUpSeconds,
      double seconds,
      Path folder,
      boolean record) {}

  /**
   * What came out; durations in microseconds where their names don't say otherwise.
   *
   * @param sent and all others: since the warm-up's end
   * @param cpuSeconds of the whole process, until the writer is done
   * @param loopCpuCores of the event loop's thread
   * @param allocatedBytesPerRequest by the event loop's thread
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
      double allocatedBytesPerRequest,
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
    Rehearsal.start();
    Rehearsal.await();
    System.out.println(Json.mapper().writeValueAsString(run(order)));
    System.out.flush();
    System.exit(0);
  }

  private static Figures run(Order order) throws Exception {
    Path samples = order.folder().resolve("samples.csv");
    SampleQueue queue = new SampleQueue();
    Tally tally = new Tally();
    RunClock clock = new RunClock(System.nanoTime() + HEAD_START_NANOS);
    Window window = new Window(order.warmUpSeconds() * 1_000_000L);
    LoadResult result;
    DriverWatch watch = new DriverWatch(order.folder().resolve("driver.csv"), row -> {});
    try (LatencyLog latency =
            new LatencyLog(order.folder().resolve("latency.hlog"), Instant.now());
        Driver driver = new Driver(order.uri())) {
      List<Sample.Visitor> listeners = List.of(latency, tally);
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
                    List.of(new Header("Content-Type", "application/json")),
                    HttpServer.BODY.getBytes(StandardCharsets.US_ASCII)),
                ServerTimes.NONE,
                profile(order),
                clock,
                queue,
                second -> {
                  window.accept(second);
                  watch.accept(second);
                });
      }
    }
    double cpuSeconds = window.cpuSeconds();
    Files.deleteIfExists(samples);
    List<DriverWatch.Row> rows =
        watch.rows().stream().filter(row -> row.loop().timeUs() > window.fromUs()).toList();
    return new Figures(
        rows.stream().mapToLong(row -> row.loop().sent()).sum(),
        tally.succeeded(),
        tally.failed(),
        (result.loadEndUs() - window.fromUs()) / 1e6,
        cpuSeconds,
        window.loopCpuCores(),
        rows.stream().mapToInt(row -> row.loop().connections()).max().orElse(0),
        queue.waited(),
        rows.stream().mapToLong(DriverWatch.Row::gcPauseUs).sum(),
        (double) window.loopAllocatedBytes() / tally.succeeded(),
        percentiles(tally.latenessUs()),
        percentiles(tally.responseTimesUs()),
        DriverJudge.judge(watch.rows(), tally, result, queue.waited(), 0));
  }

  /** What the process used since the warm-up's end; told of each second on the event loop. */
  private static final class Window implements Consumer<DriverSecond> {
    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long fromUs;
    private long cpuNanosBefore = system.getProcessCpuTime();
    private long allocatedBefore;
    private long allocated;
    private DriverSecond first;
    private DriverSecond last;

    Window(long fromUs) {
      this.fromUs = fromUs;
    }

    @Override
    public void accept(DriverSecond second) {
      allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      if (second.timeUs() <= fromUs) {
        cpuNanosBefore = system.getProcessCpuTime();
        allocatedBefore = allocated;
        first = second;
      }
      last = second;
    }

    long fromUs() {
      return fromUs;
    }

    double cpuSeconds() {
      return (system.getProcessCpuTime() - cpuNanosBefore) / 1e9;
    }

    double loopCpuCores() {
      long before = first == null ? 0 : first.loopCpuNanos();
      return (last.loopCpuNanos() - before) / 1e3 / (last.timeUs() - fromUs);
    }

    long loopAllocatedBytes() {
      return allocated - allocatedBefore;
    }
  }

  private static LoadProfile profile(Order order) {
    Duration length = Duration.ofNanos((long) (order.seconds() * 1e9));
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
        Duration.ofSeconds(order.warmUpSeconds()),
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
