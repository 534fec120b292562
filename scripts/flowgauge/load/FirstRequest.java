package flowgauge.load;

import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request ahead of the load, unrecorded, sent by the driver itself: so it ends as the load's
 * requests would, whatever the server does to it.
 *
 * @param outcome how it ended
 * @param status of its answer, 0 if there was none
 * @param why it got no connection, in a few words; or what its answer is, to follow "an answer
 *     that", if not what was expected; else empty
 * @param failure what the server said, where it ended badly
 * @param nodeTime whether its answer had the server's own time
 * @param backendTime whether it had the backend's
 */
public record FirstRequest(
    Outcome outcome,
    int status,
    Optional<String> why,
    Optional<FirstFailure> failure,
    boolean nodeTime,
    boolean backendTime) {
  private static final Duration BRIEF = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  /**
   * Sends it and waits for its end.
   *
   * @param load whose requests it stands for
   * @param timeout for a whole response
   */
  public static FirstRequest send(
      URI base, Target target, ServerTimes times, LoadProfile load, Duration timeout)
      throws LoadException, IOException, InterruptedException {
    SampleQueue queue = new SampleQueue(16);
    AtomicReference<FirstRequest> first = new AtomicReference<>();
    Optional<String> why;
    LoadResult result;
    try (SampleWriter reading =
            SampleWriter.listening(queue, List.of(row -> first.compareAndSet(null, of(row))));
        Driver driver = new Driver(base)) {
      result =
          driver.run(
              target,
              times,
              once(load, timeout),
              new RunClock(System.nanoTime()),
              queue,
              second -> {});
      why = driver.remark().or(() -> driver.connectFailure().map(ConnectFailure::words));
    }
    FirstRequest sent = first.get();
    return new FirstRequest(
        sent.outcome,
        sent.status,
        why,
        result.firstFailures().stream().findFirst(),
        sent.nodeTime,
        sent.backendTime);
  }

  private static FirstRequest of(Sample row) {
    return new FirstRequest(
        row.outcome(),
        row.status() == Sample.ABSENT ? 0 : row.status(),
        Optional.empty(),
        Optional.empty(),
        row.nodeUs() >= 0,
        row.backendUs() >= 0);
  }

  /** One user that sends once: the load is over before its wait is. */
  private static LoadProfile once(LoadProfile load, Duration timeout) {
    return new LoadProfile(
        List.of(new LoadProfile.Users(1, 1e6, BRIEF)),
        NEVER,
        NEVER,
        load.arrivals(),
        load.connections(),
        1,
        timeout,
        load.connectTimeout(),
        Duration.ZERO,
        timeout.plusSeconds(1),
        false,
        load.seed());
  }
}
