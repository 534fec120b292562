package flowgauge.bench;

import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.DriverWatch;
import flowgauge.record.sample.LatencyLog;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The live line of a scenario under load. */
final class Progress implements Consumer<DriverWatch.Row> {
  private static final int PLAIN_EVERY_SECONDS = 5;

  private final Terminal terminal;
  private final String scenario;
  private final long totalSeconds;
  private final LatencyLog latency;
  private final Optional<Supplier<String>> course;
  private int seconds;

  /**
   * A live line.
   *
   * @param course says where it stands, in place of seconds and phase
   */
  Progress(
      Terminal terminal,
      String scenario,
      long totalSeconds,
      LatencyLog latency,
      Optional<Supplier<String>> course) {
    this.course = course;
    this.terminal = terminal;
    this.scenario = scenario;
    this.totalSeconds = totalSeconds;
    this.latency = latency;
  }

  @Override
  public void accept(DriverWatch.Row row) {
    seconds++;
    if (terminal.rewrites()) {
      terminal.status(line(row.loop()));
    } else if (seconds % PLAIN_EVERY_SECONDS == 0 && course.isEmpty()) {
      terminal.line(line(row.loop()));
    }
  }

  private String line(DriverSecond s) {
    LatencyLog.Recent recent = latency.recent();
    String times =
        recent.succeeded() == 0
            ? "p50 -  p95 -"
            : "p50 %s  p95 %s"
                .formatted(
                    time(recent.responseTimesUs().getValueAtPercentile(50)),
                    time(recent.responseTimesUs().getValueAtPercentile(95)));
    return "%-11s %s  %d users  %d in flight  %d req/s  %d failures/s  %s"
        .formatted(
            scenario,
            course
                .map(Supplier::get)
                .orElseGet(
                    () ->
                        "%3d/%d s  %s"
                            .formatted(s.timeUs() / 1_000_000, totalSeconds, s.phase().text())),
            s.users(),
            s.inFlight(),
            s.completed(),
            s.failed(),
            times);
  }

  private static String time(long us) {
    return us < 10_000
        ? "%.2f ms".formatted(us / 1e3)
        : us < 10_000_000 ? "%d ms".formatted(us / 1_000) : "%.1f s".formatted(us / 1e6);
  }
}
