package flowgauge.report;

import flowgauge.record.DriverCsv;
import flowgauge.record.DriverVerdict;
import flowgauge.record.LoadInfo;
import flowgauge.record.ResourceCsv;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A run's folder of the article's shape with known truth: virtual users in a closed loop before a
 * first-come-first-served server with so many slots, and a server that closes connections idle for
 * two seconds.
 */
final class ArticleRun {
  private static final double FAN_OUT_S = .25;
  private static final long DRAIN_US = 5_000_000;
  private final Random random;
  private final Path folder;
  private final List<ScenarioInfo> scenarios = new ArrayList<>();
  private RunInfo.Status status = RunInfo.Status.COMPLETE;

  ArticleRun(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /**
   * What one scenario is like.
   *
   * @param slots requests served at once
   * @param backendS the backend's time, seconds
   * @param failedShare of requests that end badly whatever happens
   */
  record Shape(
      String name,
      int users,
      double spawnRate,
      int seconds,
      int slots,
      double backendS,
      double failedShare) {
    static Shape wsgi(int users, int seconds, int slots) {
      return new Shape("wsgi-sync", users, users / (seconds * .25), seconds, slots, 1, 0);
    }

    static Shape asgi(int users, int seconds) {
      return new Shape("asgi-async", users, users / (seconds * .25), seconds, 100_000, 1, 0);
    }

    Shape failing(double share) {
      return new Shape(name, users, spawnRate, seconds, slots, backendS, share);
    }
  }

  ArticleRun interrupted() {
    status = RunInfo.Status.INTERRUPTED;
    return this;
  }

  ArticleRun with(Shape shape) throws IOException {
    Files.createDirectories(folder.resolve(shape.name));
    List<Sample> samples = new Course(shape).run();
    List<String> lines = new ArrayList<>();
    lines.add(SampleCsv.header());
    samples.forEach(sample -> lines.add(SampleCsv.format(sample)));
    RunFolder run = RunFolder.open(started(List.of()));
    Files.write(run.samples(shape.name), lines);
    watch(run, shape, samples);
    scenarios.add(info(shape));
    return this;
  }

  RunFolder write() throws IOException {
    return RunFolder.open(started(scenarios));
  }

  private Path started(List<ScenarioInfo> done) throws IOException {
    Files.createDirectories(folder);
    RunInfo info =
        new RunInfo(
            RunInfo.SCHEMA,
            "simulated",
            "0.1.0",
            Optional.of("abc1234"),
            Instant.parse("2026-01-01T12:00:00Z"),
            Optional.of(Instant.parse("2026-01-01T12:10:00Z")),
            status,
            Optional.empty(),
            new RunInfo.Host("Simulated CPU", 8, 16L << 30, "Linux 6.1"),
            Map.of("java", "17", "promptflow-core", "1.18.5"),
            done,
            Optional.empty(),
            Optional.empty());
    Files.write(folder.resolve("run.json"), flowgauge.record.Json.mapper().writeValueAsBytes(info));
    return folder;
  }

  private record Turn(long atUs, int user) {}

  /** The users before the server, request by request. */
  private final class Course {
    private final Shape shape;
    private final long endUs;
    private final PriorityQueue<Turn> turns =
        new PriorityQueue<>(Comparator.comparingLong(Turn::atUs));
    private final PriorityQueue<Long> busy = new PriorityQueue<>();
    private final PriorityQueue<Long> inFlight = new PriorityQueue<>();
    private final List<Sample> samples = new ArrayList<>();
    private final long[] lastEnd;
    private final int[] connection;
    private int connections;

    Course(Shape shape) {
      this.shape = shape;
      this.endUs = shape.seconds * 1_000_000L;
      this.connection = new int[shape.users];
      this.lastEnd = new long[shape.users];
      Arrays.fill(lastEnd, -1);
      for (int user = 0; user < shape.users; user++) {
        turns.add(new Turn((long) (user / shape.spawnRate * 1e6), user));
      }
    }

    List<Sample> run() {
      while (!turns.isEmpty() && turns.peek().atUs < endUs) {
        send(turns.poll());
      }
      return samples;
    }

    private void send(Turn turn) {
      long sent = turn.atUs;
      long idle = lastEnd[turn.user] < 0 ? -1 : sent - lastEnd[turn.user];
      boolean reused = idle >= 0 && idle <= 2_000_200;
      boolean stale = reused && idle >= 1_999_000 && random.nextDouble() < .7;
      if (!reused) {
        connection[turn.user] = connections++;
      }
      while (!inFlight.isEmpty() && inFlight.peek() <= sent) {
        inFlight.poll();
      }
      boolean failed = stale || random.nextDouble() < shape.failedShare;
      double service = FAN_OUT_S + shape.backendS + .004 + random.nextDouble() * .03;
      long end = failed ? sent + 400 : served(sent, service);
      inFlight.add(end);
      Outcome outcome =
          stale
              ? Outcome.CONNECTION_RESET
              : failed
                  ? Outcome.REMOTE_CLOSED
                  : end > endUs + DRAIN_US ? Outcome.UNFINISHED : Outcome.OK;
      Sample row = row(turn, Math.min(end, endUs + DRAIN_US), outcome);
      samples.add(
          row.on(connection[turn.user], reused, reused ? idle : -1)
              .set(Column.CONNECT_US, reused ? -1 : 150));
      lastEnd[turn.user] = failed ? -1 : end;
      turns.add(new Turn(end + 1_000_000 + random.nextInt(1_000_001), turn.user));
    }

    /** When a request ends that takes so many seconds once a slot is free. */
    private long served(long sent, double service) {
      long begin = sent;
      while (busy.size() >= shape.slots) {
        begin = Math.max(begin, busy.poll());
      }
      while (!busy.isEmpty() && busy.peek() <= sent) {
        busy.poll();
      }
      long end = begin + (long) (service * 1e6);
      busy.add(end);
      return end;
    }

    private Sample row(Turn turn, long endUs, Outcome outcome) {
      boolean ok = outcome == Outcome.OK;
      return new Sample()
          .set(Column.REQUEST, samples.size())
          .set(Column.USER, turn.user)
          .set(Column.INTENDED_US, turn.atUs)
          .set(Column.SENT_US, turn.atUs)
          .set(Column.FIRST_BYTE_US, ok ? endUs - 300 : -1)
          .set(Column.END_US, endUs)
          .set(Column.IN_FLIGHT, inFlight.size())
          .set(outcome)
          .set(Column.STATUS, ok ? 200 : -1)
          .set(Column.RESPONSE_BYTES, ok ? 70 : 0)
          .set(Column.NODE_US, ok ? (long) ((shape.backendS + .003) * 1e6) : -1)
          .set(Column.BACKEND_US, ok ? (long) (shape.backendS * 1e6) : -1)
          .set(turn.atUs < shape.users / shape.spawnRate * 1e6 ? Phase.RAMP : Phase.STEADY);
    }
  }

  private void watch(RunFolder run, Shape shape, List<Sample> samples) throws IOException {
    List<String> driver = new ArrayList<>(List.of(String.join(",", DriverCsv.COLUMNS)));
    List<String> resources = new ArrayList<>(List.of(String.join(",", ResourceCsv.COLUMNS)));
    int last = 0;
    int[] sent = new int[shape.seconds + 10];
    int[] ok = new int[shape.seconds + 10];
    int[] failed = new int[shape.seconds + 10];
    for (Sample s : samples) {
      sent[(int) (s.sentUs() / 1_000_000)]++;
      int end = (int) Math.min(s.endUs() / 1_000_000, shape.seconds + 9);
      ok[end] += s.outcome() == Outcome.OK ? 1 : 0;
      failed[end] += s.outcome().failed() ? 1 : 0;
    }
    int inFlight = 0;
    for (int second = 0; second < shape.seconds + 5; second++) {
      inFlight += sent[second] - ok[second] - failed[second];
      int users = (int) Math.min(shape.users, (second + 1) * shape.spawnRate);
      long time = (second + 1) * 1_000_000L;
      boolean load = second < shape.seconds;
      driver.add(
          "%d,%s,%d,%d,%d,%d,%d,0,%d,%d,%d,%.2f,%.2f,%d"
              .formatted(
                  time,
                  load ? users < shape.users ? "ramp" : "steady" : "drain",
                  load ? users : 0,
                  inFlight,
                  sent[second],
                  ok[second],
                  failed[second],
                  200 + random.nextInt(400),
                  300 + random.nextInt(600),
                  second % 7 == 0 ? 1500 : 0,
                  .05 + random.nextDouble() * .02,
                  .03 + random.nextDouble() * .02,
                  users));
      double cpu = ok[second] * .007 + random.nextDouble() * .1;
      resources.add(
          "%d,server,%.3f,%d,9,%d,%d,%d,0,%d,0,0"
              .formatted(
                  time,
                  cpu,
                  (400L << 20) + ok[second] * 100_000L,
                  73,
                  users,
                  ok[second] * 30,
                  Math.max(0, inFlight - shape.slots)));
      resources.add(
          "%d,mock,%.3f,%d,1,2,%d,%d,0,0,0,0"
              .formatted(time, cpu / 5, 60L << 20, users, ok[second] * 4));
      resources.add(
          "%d,driver,%.3f,%d,1,20,%d,%d,,,,".formatted(time, .06, 200L << 20, users, ok[second]));
      resources.add("%d,host,%.3f,%d,,,,,,,,".formatted(time, cpu * 1.3 + .2, 3L << 30));
    }
    Files.write(run.driver(shape.name), driver);
    Files.write(run.resources(shape.name), resources);
    Files.write(
        run.serverLog(shape.name), List.of("[INFO] Booting worker", "<script>alert(1)</script>"));
  }

  private ScenarioInfo info(Shape shape) {
    boolean wsgi = shape.name.startsWith("wsgi");
    return new ScenarioInfo(
        shape.name,
        new ServerInfo(
            "process",
            Optional.of(wsgi ? "wsgi" : "asgi"),
            Optional.of(wsgi ? "static-sync" : "static-async"),
            "http://127.0.0.1:8080/score",
            "POST",
            Optional.of(4),
            Optional.of(wsgi ? shape.slots / 4 : 4),
            Optional.empty(),
            Optional.empty(),
            Optional.of(2.0),
            Optional.of("1.18.5"),
            FAN_OUT_S,
            Optional.of(shape.backendS),
            Optional.of(shape.backendS),
            Optional.of("/answer/node_s"),
            Optional.of("/answer/backend_s"),
            List.of("gunicorn", "-w", "4"),
            Optional.empty()),
        new LoadInfo(
            List.of(
                new LoadInfo.StageInfo(
                    shape.seconds,
                    Optional.of(shape.users),
                    Optional.of(shape.spawnRate),
                    Optional.empty(),
                    Optional.empty())),
            1,
            2,
            "uniform",
            "per_user",
            10_000,
            300,
            10,
            0,
            5,
            false,
            1),
        Instant.parse("2026-01-01T12:00:00Z"),
        Optional.of(Instant.parse("2026-01-01T12:05:05Z")),
        Optional.of(12L),
        Optional.of(shape.seconds * 1_000_000L),
        Optional.of((shape.seconds + 5) * 1_000_000L),
        Optional.empty(),
        Optional.empty(),
        Optional.of(0L),
        Optional.empty(),
        Optional.of(new DriverVerdict(DriverVerdict.Kind.VALID, List.of())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
