package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.health.DriverSecond;
import flowgauge.load.health.LoadResult;
import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What the driver records, against what its server and its schedule know. */
class DriverTest {
  private static long percentile(List<Sample> samples, double p, ToLongFunction<Sample> value) {
    List<Long> sorted = samples.stream().map(value::applyAsLong).sorted().toList();
    return sorted.get((int) Math.ceil(p / 100 * sorted.size()) - 1);
  }

  private static long service(Sample s) {
    return s.endUs() - s.sentUs();
  }

  private static long response(Sample s) {
    return s.endUs() - s.intendedUs();
  }

  @Test
  void samplesAgreeWithWhatTheServerSaw() throws Exception {
    ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              long from = System.nanoTime();
              TimeUnit.MILLISECONDS.sleep(30);
              seen.add((System.nanoTime() - from) / 1_000);
              out.write(ScriptedServer.ok("x"));
            })) {
      Recorded run =
          Recorded.of(
              server.uri(), Recorded.users(5, Duration.ofMillis(10), Duration.ofSeconds(3)));
      List<Long> observedUs = seen.stream().sorted().toList();
      assertEquals(observedUs.size(), run.samples().size());
      long observed = observedUs.get(observedUs.size() / 2);
      long recorded = percentile(run.samples(), 50, DriverTest::service);
      assertTrue(recorded >= observed, recorded + " us against " + observed);
      long least = run.samples().stream().mapToLong(DriverTest::service).min().orElseThrow();
      assertEquals(observedUs.get(0), least, 1_000, "the quickest, in microseconds");
    }
  }

  @Test
  void aFreezeShowsInTheCallersViewAndHidesInAClosedRun() throws Exception {
    AtomicLong frozenFrom = new AtomicLong();
    ScriptedServer.Script freezing =
        (n, socket, out) -> {
          long since = System.nanoTime() - frozenFrom.get();
          long thaw = 2_000_000_000L - since;
          if (since > 0 && thaw > 0) {
            TimeUnit.NANOSECONDS.sleep(thaw);
          }
          out.write(ScriptedServer.ok("x"));
        };
    Duration length = Duration.ofSeconds(20);
    try (ScriptedServer one = new ScriptedServer(freezing);
        ScriptedServer other = new ScriptedServer(freezing)) {
      frozenFrom.set(System.nanoTime() + 8_000_000_000L);
      CompletableFuture<Recorded> closed =
          CompletableFuture.supplyAsync(
              () -> recorded(other, Recorded.users(1, Duration.ofMillis(10), length)));
      Recorded open = Recorded.of(one.uri(), Recorded.rate(100, length));
      assertEquals(2000, open.samples().size());
      assertTrue(
          percentile(open.samples(), 99, DriverTest::response) > 1_000_000,
          "the caller's p99 shows the freeze");
      assertTrue(
          percentile(closed.get().samples(), 99, DriverTest::service) < 1_000_000,
          "one user waits once, 1 sample in about 1800");
    }
  }

  private static Recorded recorded(ScriptedServer server, LoadProfile profile) {
    try {
      return Recorded.of(server.uri(), profile);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Whenever the loop comes to it: before the load is made, while it is, or as it begins. */
  @Test
  void aRunThatIsAbortedBeforeItBeginsEndsAndSaysWhy() throws Exception {
    LoadProfile load = Recorded.rate(500, Duration.ofSeconds(60));
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      for (int i = 0; i < 300; i++) {
        Recorded run =
            Recorded.of(
                server.uri(),
                load,
                Recorded.GET,
                ServerTimes.NONE,
                driver -> driver.abort("interrupted"));
        assertEquals(Optional.of("interrupted"), run.result().stoppedEarly());
      }
    }
  }

  /** A look at what is in flight must not miss what has just ended: its row may still be queued. */
  @Test
  void whatIsInFlightIsToldOnceTheRowsOfWhatEndedAreRead() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    SampleQueue queue = new SampleQueue(16);
    CountDownLatch reading = new CountDownLatch(1);
    AtomicInteger read = new AtomicInteger();
    Sample.Visitor slow =
        row -> {
          reading.countDown();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
          read.incrementAndGet();
        };
    try (ScriptedServer server =
            new ScriptedServer(
                (n, socket, out) -> {
                  if (n == 0) {
                    out.write(ScriptedServer.ok("x"));
                  } else {
                    over.await();
                  }
                });
        SampleWriter writer = SampleWriter.listening(queue, List.of(slow));
        Driver driver = new Driver(server.uri())) {
      FutureTask<LoadResult> run =
          new FutureTask<>(
              () ->
                  driver.run(
                      Recorded.GET,
                      ServerTimes.NONE,
                      Recorded.users(1, Duration.ofMillis(1), Duration.ofSeconds(60)),
                      new RunClock(System.nanoTime()),
                      queue,
                      second -> {}));
      new Thread(run).start();
      reading.await();
      long[] inFlight = driver.inFlightSince();
      assertEquals(1, read.get(), "of rows, with in flight " + inFlight.length);
      driver.abort("seen");
      run.get();
      over.countDown();
    }
  }

  @Test
  void oneThatIsClosedCanBeEndedByAnInterruptThatCameLate() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      AtomicReference<Driver> driver = new AtomicReference<>();
      Recorded.of(
          server.uri(),
          Recorded.rate(10, Duration.ofMillis(200)),
          Recorded.GET,
          ServerTimes.NONE,
          driver::set);
      driver.get().abort("late");
      driver.get().stop("late");
    }
  }

  @Test
  void anOpenRunSendsWhatItsScheduleSays() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Recorded run = Recorded.of(server.uri(), Recorded.rate(500, Duration.ofSeconds(2)));
      assertEquals(1000, run.samples().size());
      assertEquals(1000, server.requests.get());
      for (int i = 0; i < 1000; i++) {
        long number = i;
        Sample sample =
            run.samples().stream().filter(s -> s.request() == number).findFirst().orElseThrow();
        assertEquals(i * 2_000L, sample.intendedUs(), 1);
        assertTrue(sample.sentUs() >= sample.intendedUs());
        assertEquals(Sample.ABSENT, sample.user());
      }
    }
  }

  @Test
  void anArrivalWithoutASlotIsARow() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              TimeUnit.MILLISECONDS.sleep(500);
              out.write(ScriptedServer.ok("x"));
            })) {
      LoadProfile p = Recorded.rate(100, Duration.ofSeconds(1));
      LoadProfile bounded =
          new LoadProfile(
              p.stages(),
              p.waitMin(),
              p.waitMax(),
              p.arrivals(),
              p.connections(),
              10,
              p.timeout(),
              p.connectTimeout(),
              p.warmUp(),
              p.drain(),
              false,
              1);
      Recorded run = Recorded.of(server.uri(), bounded);
      assertEquals(100, run.samples().size());
      List<Sample> sent =
          run.samples().stream().filter(s -> s.outcome() != Outcome.NOT_SENT).toList();
      assertTrue(sent.size() >= 10 && sent.size() <= 30, "sent " + sent.size());
      assertTrue(sent.stream().allMatch(s -> s.inFlight() <= 10));
      assertEquals(
          100 - sent.size(), run.seconds().stream().mapToLong(DriverSecond::notSent).sum());
    }
  }

  @Test
  void stagesFollowOneAnother() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Duration second = Duration.ofSeconds(1);
      Recorded run =
          Recorded.of(
              server.uri(),
              Recorded.profile(
                  List.of(
                      new LoadProfile.Users(4, 1e3, second),
                      new LoadProfile.Rate(50, 50, second),
                      new LoadProfile.Users(2, 1e3, second)),
                  Duration.ofMillis(50)));
      assertEquals(50, run.samples().stream().filter(s -> s.user() == Sample.ABSENT).count());
      for (Sample s : run.samples()) {
        boolean open = s.intendedUs() >= 1_000_000 && s.intendedUs() < 2_000_000;
        if (s.user() == Sample.ABSENT) {
          assertTrue(open, s.toString());
        } else {
          assertTrue(!open || s.sentUs() < 1_000_000, s.toString());
          assertTrue(s.intendedUs() < 1_000_000 ? s.user() < 4 : s.user() < 2, s.toString());
        }
      }
      assertEquals(
          run.samples().size(), run.samples().stream().map(Sample::request).distinct().count());
    }
  }

  @Test
  void theIntegralOfInFlightIsTheSumOfResponseTimes() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              TimeUnit.MILLISECONDS.sleep(5);
              out.write(ScriptedServer.ok("x"));
            })) {
      Recorded run =
          Recorded.of(
              server.uri(), Recorded.users(20, Duration.ofMillis(2), Duration.ofSeconds(1)));
      assertEquals(run.result().inFlightMicros(), run.tally().sumResponseUs());
    }
  }

  @Test
  void longAnswersOnSeveralConnectionsDoNotMix() throws Exception {
    int length = 100_000;
    byte[] answer = ScriptedServer.ok("x".repeat(length));
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              for (int at = 0; at < answer.length; at += 30_000) {
                out.write(answer, at, Math.min(30_000, answer.length - at));
                out.flush();
              }
            })) {
      Recorded run =
          Recorded.of(server.uri(), Recorded.users(8, Duration.ZERO, Duration.ofSeconds(2)));
      assertTrue(run.samples().size() > 50);
      assertEquals(run.samples().size(), run.tally().succeeded());
      assertTrue(run.samples().stream().allMatch(s -> s.responseBytes() == length));
    }
  }
}
