package flowgauge.load;

import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Drives a load and keeps what was recorded. */
record Recorded(List<Sample> samples, List<DriverSecond> seconds, LoadResult result, Tally tally) {
  static final Target GET = new Target("GET", "/", List.of(), new byte[0]);

  static LoadProfile users(int users, Duration wait, Duration length) {
    return profile(List.of(new LoadProfile.Users(users, 1e6, length)), wait);
  }

  static LoadProfile rate(double rate, Duration length) {
    return profile(List.of(new LoadProfile.Rate(rate, rate, length)), Duration.ZERO);
  }

  static LoadProfile profile(List<LoadProfile.Stage> stages, Duration wait) {
    return new LoadProfile(
        stages,
        wait,
        wait,
        LoadProfile.Arrivals.UNIFORM,
        LoadProfile.Connections.PER_USER,
        10_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ZERO,
        Duration.ofSeconds(5),
        false,
        1);
  }

  static Recorded of(URI base, LoadProfile profile) throws Exception {
    return of(base, profile, GET, ServerTimes.NONE, driver -> {});
  }

  static Recorded of(
      URI base, LoadProfile profile, Target target, ServerTimes times, Consumer<Driver> meanwhile)
      throws Exception {
    SampleQueue queue = new SampleQueue(1 << 12);
    List<Sample> samples = new ArrayList<>();
    List<DriverSecond> seconds = new ArrayList<>();
    Tally tally = new Tally();
    LoadResult result;
    try (SampleWriter writer =
            SampleWriter.listening(queue, List.of(row -> samples.add(row.copy()), tally));
        Driver driver = new Driver(base)) {
      meanwhile.accept(driver);
      result =
          driver.run(target, times, profile, new RunClock(System.nanoTime()), queue, seconds::add);
    }
    return new Recorded(samples, seconds, result, tally);
  }
}
