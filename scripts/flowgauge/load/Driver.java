package flowgauge.load;

import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.LoadPlan;
import flowgauge.load.schedule.RunClock;
import flowgauge.load.schedule.Timers;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.SampleQueue;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.HttpUrl;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;

/**
 * Puts a profile's load on one endpoint, all on one event loop, and records every request.
 *
 * <p>{@link #run} blocks until the load and its drain are over. {@link #stop} and {@link #abort}
 * may be called from any thread, at any time.
 */
public final class Driver implements AutoCloseable {
  private static final long PROBE_US = 10_000;
  private static final long SECOND_US = 1_000_000;
  private static final long DRAIN_POLL_US = 1_000;
  private static final Duration ROWS_PATIENCE = Duration.ofSeconds(1);

  private final HttpUrl url;
  private final List<InetSocketAddress> addresses;
  private final SslContext tls;
  private final EventLoopGroup group = EventLoops.one();
  private final EventLoop loop = group.next();
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Timers timers = new Timers(loop, result::completeExceptionally);
  private final Counters counters = new Counters();
  private final CompletableFuture<Void> hasBegun = new CompletableFuture<>();

  private RunClock clock;
  private LoadPlan plan;
  private Requests requests;
  private Connector connector;
  private ByteBuf encoded = Unpooled.EMPTY_BUFFER;
  private StagedLoad staged;
  private SampleQueue rows;
  private Consumer<DriverSecond> watcher;
  private long wallDriftBase;
  private RequestNumbers numbers = RequestNumbers.FIRST;
  private long loadEndUs = -1;
  private Optional<String> stoppedEarly = Optional.empty();
  private volatile Optional<String> aborted = Optional.empty();

  /**
   * A driver for the server at {@code base}.
   *
   * @throws LoadException if its host can't be resolved
   */
  public Driver(URI base) throws LoadException {
    url = HttpUrl.parse(base.toString());
    try {
      addresses =
          Arrays.stream(InetAddress.getAllByName(url.host()))
              .map(address -> new InetSocketAddress(address, url.port()))
              .toList();
      tls = url.secure() ? SslContextBuilder.forClient().build() : null;
    } catch (UnknownHostException unknown) {
      throw new LoadException("no machine is called " + url.host() + ": check the URL");
    } catch (SSLException broken) {
      throw new LoadException("TLS can't be had: " + broken.getMessage());
    }
  }

  /**
   * Drives the load.
   *
   * @param target the request
   * @param times where its responses carry the server's times
   * @param load what to put on the server
   * @param runClock its zero is the start; best a moment ahead of now
   * @param queue takes every request's row
   * @param eachSecond told of each second on the event loop: it must return at once
   */
  public LoadResult run(
      Target target,
      ServerTimes times,
      LoadProfile load,
      RunClock runClock,
      SampleQueue queue,
      Consumer<DriverSecond> eachSecond)
      throws InterruptedException {
    clock = runClock;
    rows = queue;
    plan = new LoadPlan(load);
    watcher = eachSecond;
    wallDriftBase = wallMinusMonotonicUs();
    connector =
        new Connector(
            loop, EventLoops.channel(), url.peer(), addresses, tls, load.connectTimeout());
    boolean closing = load.connections() == LoadProfile.Connections.NEW;
    byte[] bytes = RequestBytes.of(url, target, closing);
    encoded = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    Asked asked = new Asked(target, Unpooled.unreleasableBuffer(encoded), times);
    requests = new Requests(clock, timers, connector, plan, asked, queue, counters);
    requests.numberFrom(numbers);
    target
        .inputs()
        .ifPresent(
            inputs ->
                requests.take(
                    new InputSource(
                        inputs,
                        RequestBytes.head(url, target, closing),
                        new SplittableRandom(load.seed()),
                        this::stop)));
    staged = new StagedLoad(plan, requests, clock, timers, this::endLoad);
    timers.in(0, this::begin);
    try {
      return result.get();
    } catch (java.util.concurrent.ExecutionException broken) {
      giveUp();
      throw new IllegalStateException(broken.getCause());
    }
  }

  /** Ends what is in flight as unfinished, as far as a loop that is broken still can. */
  private void giveUp() throws InterruptedException {
    try {
      loop.submit(() -> requests.endRun(Math.max(0, clock.nowUs()))).await(2, TimeUnit.SECONDS);
    } catch (OutOfMemoryError stillFull) {
      // then they have no row
    }
  }

  private static long micros(java.time.Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private void begin() {
    staged.begin();
    hasBegun.complete(null);
    at(SECOND_US, () -> second(SECOND_US));
    at(PROBE_US, () -> probe(PROBE_US));
    if (aborted.isPresent()) {
      stoppedEarly = aborted;
      finish();
    }
  }

  private void at(long us, Runnable task) {
    timers.in(us - clock.nowUs(), task);
  }

  private void endLoad(long atUs) {
    if (loadEndUs >= 0) {
      return;
    }
    loadEndUs = atUs;
    staged.end(atUs);
    drain(atUs + micros(plan.profile().drain()));
  }

  private void drain(long untilUs) {
    long nowUs = clock.nowUs();
    if (requests.inFlight() == 0 || nowUs >= untilUs) {
      finish();
    } else if (!result.isDone()) {
      at(Math.min(untilUs, nowUs + DRAIN_POLL_US), () -> drain(untilUs));
    }
  }

  private void finish() {
    if (result.isDone()) {
      return;
    }
    long endUs = Math.max(0, clock.nowUs());
    if (loadEndUs < 0) {
      loadEndUs = endUs;
      staged.abort();
    }
    requests.endRun(endUs);
    emit(endUs);
    result.complete(
        new LoadResult(
            loadEndUs,
            endUs,
            stoppedEarly,
            wallMinusMonotonicUs() - wallDriftBase,
            requests.inFlightMicros(),
            connector.exhausted(),
            requests.firstFailures()));
  }

  private void second(long dueUs) {
    if (!result.isDone()) {
      emit(dueUs);
      at(dueUs + SECOND_US, () -> second(dueUs + SECOND_US));
    }
  }

  private void emit(long timeUs) {
    watcher.accept(
        counters.take(
            timeUs,
            loadEndUs >= 0 && timeUs > loadEndUs ? Phase.DRAIN : plan.at(timeUs - 1),
            staged.users(),
            requests.inFlight(),
            ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
  }

  private void probe(long dueUs) {
    if (!result.isDone()) {
      long nowUs = clock.nowUs();
      counters.loopDelay(nowUs - dueUs);
      at(nowUs + PROBE_US, () -> probe(nowUs + PROBE_US));
    }
  }

  private static long wallMinusMonotonicUs() {
    java.time.Instant now = java.time.Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000 - System.nanoTime() / 1_000;
  }

  /**
   * Puts another stage in place of the one that is on, once the load has begun.
   *
   * @param begun takes the moment, microseconds, on the event loop and ahead of any request of it;
   *     not called where the load is over
   */
  public void follow(LoadProfile.Stage stage, LongConsumer begun) {
    hasBegun.thenRun(() -> timers.in(0, () -> staged.follow(stage, begun)));
  }

  /** Ends the load as if its time were up; what is in flight is still waited for. */
  public void endLoad() {
    hasBegun.thenRun(() -> timers.in(0, staged::endNow));
  }

  /**
   * When each request in flight was sent, microseconds; asks the event loop, and returns once the
   * rows of those that had ended were read, so that none is missing on both sides.
   */
  public long[] inFlightSince() throws InterruptedException {
    try {
      long[] since = loop.submit(requests::inFlightSince).get();
      rows.awaitRead(ROWS_PATIENCE);
      return since;
    } catch (java.util.concurrent.ExecutionException | RuntimeException closed) {
      return new long[0];
    }
  }

  /** The stages as they were, the warm-up left out; for when {@link #run} has returned. */
  public List<LoadProfile.Stage> stages() {
    return staged.lasted(loadEndUs);
  }

  /** Ends the load early; what is in flight is still waited for. */
  public void stop(String why) {
    onLoop(
        () -> {
          if (requests != null && loadEndUs < 0 && !result.isDone()) {
            stoppedEarly = Optional.of(why);
            endLoad(clock.nowUs());
          }
        });
  }

  /** Nothing is left to end where the loop is closed. */
  private void onLoop(Runnable task) {
    try {
      timers.in(0, task);
    } catch (RejectedExecutionException closed) {
      // by close(), on another thread
    }
  }

  /** Ends everything now; what is in flight is recorded as unfinished. */
  public void abort(String why) {
    aborted = Optional.of(why);
    onLoop(
        () -> {
          if (hasBegun.isDone() && !result.isDone()) {
            stoppedEarly = aborted;
            finish();
          }
        });
  }

  /** Sets the number of the first request and connection; before {@link #run}. */
  public void numberFrom(RequestNumbers first) {
    numbers = first;
  }

  /** The numbers that the next would have; for when {@link #run} has returned. */
  public RequestNumbers numbers() {
    return requests.numbers();
  }

  /** Why the last connect that failed did; for when {@link #run} has returned. */
  Optional<Throwable> connectFailure() {
    return Optional.ofNullable(connector).map(Connector::lastFailure);
  }

  /** What the last answer was that was not as expected; for when {@link #run} has returned. */
  Optional<String> remark() {
    return Optional.ofNullable(requests).map(Requests::remark);
  }

  /** Closes all connections. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    if (group.isTerminated()) { // else a loop that hangs may still send it
      encoded.release();
      encoded = Unpooled.EMPTY_BUFFER;
    }
  }
}
