package flowgauge.bench;

import flowgauge.load.Driver;
import flowgauge.load.health.DriverWatch;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * A scenario's load in the hands of a {@link Course}: one thread steers, samples come on the sample
 * writer's, the driver's seconds on its watch's. Times are seconds since the load's start.
 */
public final class SteeredLoad {
  private static final long BEGIN_PATIENCE_S = 30;

  private final Scenario scenario;
  private final RunFolder folder;
  private final LoadProfile profile;
  private final Duration firstAnswer;
  private final Terminal terminal;
  private final Server server;
  private final Driver driver;
  private final RunClock clock;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<DriverWatch.Row> rows = new ArrayList<>();
  private volatile Sample.Visitor visitor = row -> {};
  private volatile String progress = "";

  SteeredLoad(
      Scenario scenario,
      RunFolder folder,
      LoadProfile profile,
      Duration firstAnswer,
      Terminal terminal,
      Server server,
      Driver driver,
      RunClock clock) {
    this.scenario = scenario;
    this.folder = folder;
    this.profile = profile;
    this.firstAnswer = firstAnswer;
    this.terminal = terminal;
    this.server = server;
    this.driver = driver;
    this.clock = clock;
  }

  /** What is put under load. */
  public Scenario scenario() {
    return scenario;
  }

  /** Where it is recorded. */
  public RunFolder folder() {
    return folder;
  }

  /** The load's settings; its stages are of no account. */
  public LoadProfile profile() {
    return profile;
  }

  /** How long a request ahead of all took. */
  public Duration firstAnswer() {
    return firstAnswer;
  }

  /** Now. */
  public double now() {
    return clock.nowUs() / 1e6;
  }

  /** Who sees every sample from now on. */
  public void onSample(Sample.Visitor next) {
    visitor = next;
  }

  void sample(Sample row) {
    visitor.row(row);
  }

  synchronized void second(DriverWatch.Row row) {
    rows.add(row);
  }

  /** The driver's seconds that ended behind a moment. */
  public synchronized List<DriverWatch.Row> secondsFrom(double fromSeconds) {
    return rows.stream().filter(row -> row.loop().timeUs() > (fromSeconds + 1) * 1e6).toList();
  }

  /**
   * Puts a stage in place of the one that is on.
   *
   * @param begun takes the moment, microseconds, ahead of any request of it
   * @return the moment; empty where the load is over
   */
  public Optional<Double> follow(LoadProfile.Stage stage, LongConsumer begun)
      throws InterruptedException {
    CompletableFuture<Long> moment = new CompletableFuture<>();
    driver.follow(
        stage,
        us -> {
          begun.accept(us);
          moment.complete(us);
        });
    for (int i = 0; i < BEGIN_PATIENCE_S * 10 && !isOver(); i++) {
      try {
        return Optional.of(moment.get(100, TimeUnit.MILLISECONDS) / 1e6);
      } catch (TimeoutException busy) {
        // the event loop has not come to it yet
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible.getCause());
      }
    }
    return Optional.empty();
  }

  /** When each request in flight was sent. */
  public double[] inFlightSince() throws InterruptedException {
    return Arrays.stream(driver.inFlightSince()).mapToDouble(us -> us / 1e6).toArray();
  }

  /** Waits; returns early, and true, where the load is over, interrupted for example. */
  public boolean await(double seconds) throws InterruptedException {
    return over.await(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS);
  }

  private boolean isOver() {
    return over.getCount() == 0;
  }

  void end() {
    over.countDown();
  }

  /** Why the server is at its end, if it is. */
  public Optional<String> serverFailure() {
    return server.failure();
  }

  /** Sets what the live line says of where the search is. */
  public void progress(String text) {
    progress = text;
  }

  String progress() {
    return progress;
  }

  /** A line of progress that stays. */
  public void say(String text) {
    terminal.line(text);
  }
}
