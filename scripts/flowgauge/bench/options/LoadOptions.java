package flowgauge.bench.options;

import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Arrivals;
import flowgauge.scenario.LoadProfile.Connections;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's options for the load. */
public final class LoadOptions extends Options {
  /** Users, and requests in flight: each has memory of its own. */
  private static final int MOST = 1_000_000;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "virtual users: the closed model (quick: 100, article: 1000)")
  Integer users;

  @Option(
      names = "--spawn-rate",
      paramLabel = "N",
      description = "users spawned a second (quick: 20, article: 10)")
  Double spawnRate;

  @Option(
      names = "--rate",
      paramLabel = "R|A..B",
      description = "requests a second, constant or a linear ramp: the open model")
  String rate;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      defaultValue = "uniform",
      description = "spacing of open arrivals: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  Arrivals arrivals;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      converter = Stages.class,
      description = "users=200,for=60s or rate=10..200,for=30s; repeat for one after the other")
  List<Stage> stages;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = Durations.One.class,
      description = "length of the load behind the warm-up (quick: 30s, article: 5m)")
  Duration duration;

  @Option(
      names = "--wait-time",
      paramLabel = "MIN..MAX",
      converter = Durations.Span.class,
      defaultValue = "1s..2s",
      description = "a user's pause after each answer, uniform (${DEFAULT-VALUE})")
  Durations.Range waitTime;

  @Option(
      names = "--connections",
      paramLabel = "KIND",
      description = "per-user, pool or new: whose a connection is (per-user; open model: pool)")
  Connections connections;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "bound of the open model; arrivals above are recorded as not sent (${DEFAULT-VALUE})")
  int maxInFlight;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "300s",
      description = "for a whole response (${DEFAULT-VALUE})")
  Duration timeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "10s",
      description = "for a connection (${DEFAULT-VALUE})")
  Duration connectTimeout;

  @Option(
      names = "--baseline",
      paramLabel = "TIME",
      converter = Baselines.class,
      description =
          "ask the server first, one request at a time, for so long, and a third of it after the"
              + " drain; 0 leaves it out (follows the response time: 2s to 10s)")
  Duration baseline;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "0s",
      description = "load ahead of the duration, kept in the samples but not in the figures")
  Duration warmUp;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "30s",
      description = "longest wait at the end for what is in flight (${DEFAULT-VALUE})")
  Duration drain;

  @Option(
      names = "--retry-stale",
      description = "send a request once more that a closing idle connection lost; the row says so")
  boolean retryStale;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of every random choice (${DEFAULT-VALUE})")
  long seed;

  /** The profile; what is not given comes from the preset. */
  public LoadProfile profile(Preset preset) {
    boolean closed = users != null || spawnRate != null;
    if (rate != null && closed) {
      throw wrong("--rate is the open model, --users and --spawn-rate the closed one: give one");
    }
    if (stages != null && (rate != null || closed || duration != null)) {
      throw wrong("--stage says all: leave out --users, --spawn-rate, --rate and --duration");
    }
    Duration length = duration == null ? preset.duration : duration;
    List<Stage> all =
        stages != null
            ? stages
            : rate != null
                ? List.of(Stages.rate(rate, length))
                : List.of(
                    new Users(
                        users == null ? preset.users : users,
                        spawnRate == null ? preset.spawnRate : spawnRate,
                        length));
    check(all);
    boolean open = all.stream().noneMatch(Users.class::isInstance);
    return new LoadProfile(
        all,
        waitTime.min(),
        waitTime.max(),
        arrivals,
        connections != null ? connections : open ? Connections.POOL : Connections.PER_USER,
        maxInFlight,
        timeout,
        connectTimeout,
        warmUp,
        drain,
        retryStale,
        seed);
  }

  /** Of every random choice. */
  public long seed() {
    return seed;
  }

  /** How long to ask the server first; empty where that follows its response time. */
  public Optional<Duration> baseline() {
    return Optional.ofNullable(baseline);
  }

  private void check(List<Stage> all) {
    for (Stage stage : all) {
      if (stage.length().isZero()) {
        throw wrong("the load must last longer than 0 s");
      }
      if (stage instanceof Users u
          && !(u.users() > 0 && u.users() <= MOST && u.spawnRate() > 0 && u.spawnRate() <= MOST)) {
        throw wrong("users and their spawn rate must be above 0 and at most " + MOST);
      }
    }
    if (maxInFlight < 1 || timeout.isZero() || connectTimeout.isZero()) {
      throw wrong("--max-in-flight, --timeout and --connect-timeout must be above 0");
    }
    if (maxInFlight > MOST) {
      throw wrong("--max-in-flight must be at most " + MOST);
    }
    Duration whole = all.stream().map(Stage::length).reduce(warmUp, Duration::plus);
    if (whole.compareTo(Durations.LONGEST) > 0) {
      throw wrong("the load must not last longer than 31 days");
    }
  }
}
