package flowgauge.bench;

import flowgauge.record.LoadInfo;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Puts a load's settings into the form of {@code run.json}. */
final class Settings {
  private Settings() {}

  static LoadInfo of(LoadProfile p) {
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

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
