package flowgauge.bench.plan;

import flowgauge.record.LoadInfo;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Arrivals;
import flowgauge.scenario.LoadProfile.Connections;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A load's settings in the form of {@code run.json}, both ways. */
public final class Settings {
  private Settings() {}

  /** As {@code run.json} has it. */
  public static LoadInfo of(LoadProfile p) {
    return new LoadInfo(
        p.stages().stream().map(Settings::stage).toList(),
        seconds(p.waitMin()),
        seconds(p.waitMax()),
        p.arrivals().name().toLowerCase(Locale.ROOT),
        p.connections().name().toLowerCase(Locale.ROOT),
        p.maxInFlight(),
        seconds(p.timeout()),
        seconds(p.connectTimeout()),
        seconds(p.warmUp()),
        seconds(p.drain()),
        p.retryStale(),
        p.seed());
  }

  static LoadProfile profile(LoadInfo l) {
    return new LoadProfile(
        l.stages().stream().map(Settings::stage).toList(),
        duration(l.waitMinSeconds()),
        duration(l.waitMaxSeconds()),
        Arrivals.valueOf(l.arrivals().toUpperCase(Locale.ROOT)),
        Connections.valueOf(l.connections().toUpperCase(Locale.ROOT)),
        l.maxInFlight(),
        duration(l.timeoutSeconds()),
        duration(l.connectTimeoutSeconds()),
        duration(l.warmUpSeconds()),
        duration(l.drainSeconds()),
        l.retryStale(),
        l.seed());
  }

  private static LoadInfo.StageInfo stage(LoadProfile.Stage stage) {
    if (stage instanceof Users users) {
      return new LoadInfo.StageInfo(
          seconds(stage.length()),
          Optional.of(users.users()),
          Optional.of(users.spawnRate()),
          Optional.empty(),
          Optional.empty());
    }
    Rate rate = (Rate) stage;
    return new LoadInfo.StageInfo(
        seconds(stage.length()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(rate.from()),
        Optional.of(rate.to()));
  }

  private static LoadProfile.Stage stage(LoadInfo.StageInfo stage) {
    Duration length = duration(stage.seconds());
    return stage.users().isPresent()
        ? new Users(stage.users().get(), stage.spawnRate().orElseThrow(), length)
        : new Rate(stage.rateFrom().orElseThrow(), stage.rateTo().orElseThrow(), length);
  }

  /** A length in seconds, to the nanosecond. */
  public static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** A length of so many seconds. */
  public static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
