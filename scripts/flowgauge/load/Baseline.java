package flowgauge.load;

import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Connections;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a server one request at a time, so that what a request takes alone is measured and not
 * guessed. Each waits for the answer before it, and 5 to 15 ms more, in which the server ends what
 * it does behind an answer. Rows are kept until the clock of the load that they stand beside is
 * known.
 */
public final class Baseline implements AutoCloseable {
  private static final Duration PAUSE_MIN = Duration.ofMillis(5);
  private static final Duration PAUSE_MAX = Duration.ofMillis(15);

  /** So many failures one after the other, and there is nothing to learn. */
  private static final int FAILURES = 5;

  /**
   * How long to ask.
   *
   * @param least no less than this, even with enough answers
   * @param most no request is sent later
   * @param patience how long one that is in flight then is waited for
   * @param enough answers
   */
  public record Length(Duration least, Duration most, Duration patience, int enough) {}

  /** A request as it was recorded, its times since the baseline's own start. */
  private final List<Sample> rows = new ArrayList<>();

  private final Driver driver;
  private final RunClock clock = new RunClock(System.nanoTime());
  private int answers;
  private int failuresInARow;

  /**
   * One for the server at {@code base}.
   *
   * @param numbers of the first request and connection
   * @throws LoadException if its host can't be resolved
   */
  public Baseline(URI base, RequestNumbers numbers) throws LoadException {
    driver = new Driver(base);
    driver.numberFrom(numbers);
  }

  /**
   * Asks; returns when all requests are over.
   *
   * @param load whose requests these stand for
   */
  public void ask(Target target, ServerTimes times, LoadProfile load, Length length)
      throws IOException, InterruptedException {
    SampleQueue queue = new SampleQueue(1 << 10);
    long leastUs = length.least().toNanos() / 1_000;
    try (SampleWriter reading =
        SampleWriter.listening(queue, List.of(row -> take(row, length.enough(), leastUs)))) {
      driver.run(target, times, alone(load, length), clock, queue, second -> {});
    }
  }

  private void take(Sample row, int enough, long leastUs) {
    rows.add(row.copy());
    boolean answered = row.outcome() == Outcome.OK;
    answers += answered ? 1 : 0;
    failuresInARow = answered ? 0 : failuresInARow + 1;
    if (failuresInARow >= FAILURES || answers >= enough && row.endUs() >= leastUs) {
      driver.stop("enough");
    }
  }

  private static LoadProfile alone(LoadProfile load, Length length) {
    return new LoadProfile(
        List.of(new LoadProfile.Users(1, 1e6, length.most())),
        PAUSE_MIN,
        PAUSE_MAX,
        load.arrivals(),
        load.connections() == Connections.NEW ? Connections.NEW : Connections.PER_USER,
        1,
        load.timeout(),
        load.connectTimeout(),
        Duration.ZERO,
        length.patience(),
        false,
        load.seed());
  }

  /** The numbers that the next request and connection would have. */
  public RequestNumbers next() {
    return driver.numbers();
  }

  /** Whether it was given up, as nothing but failures came. */
  public boolean failed() {
    return failuresInARow >= FAILURES;
  }

  /**
   * Records all requests beside those of a load.
   *
   * @param beside the load's clock: what was asked before its zero has negative times
   */
  public void record(SampleQueue queue, RunClock beside) {
    long shiftUs = Math.floorDiv(clock.zeroNanos() - beside.zeroNanos(), 1_000);
    rows.forEach(row -> queue.put(row.shifted(shiftUs).in(Phase.BASELINE)));
  }

  /** Ends it now; what is in flight is recorded as unfinished. */
  public void abort(String why) {
    driver.abort(why);
  }

  @Override
  public void close() {
    driver.close();
  }
}
