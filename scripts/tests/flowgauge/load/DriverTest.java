package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.Sample;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Connections;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

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
              out.write(ScriptedServer.ok("x"));
              seen.add((System.nanoTime() - from) / 1_000);
            })) {
      Recorded run =
          Recorded.of(
              server.uri(), Recorded.users(5, Duration.ofMillis(10), Duration.ofSeconds(3)));
      List<Long> observedUs = seen.stream().sorted().toList();
      assertEquals(observedUs.size(), run.samples().size());
      long observed = observedUs.get(observedUs.size() / 2);
      long recorded = percentile(run.samples(), 50, DriverTest::service);
      assertTrue(recorded >= observed - 100, recorded + " us against " + observed);
      assertEquals(observed, recorded, 1_000, "median in microseconds");
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
  void aClosedUserIsDueItsWaitAfterItsLastAnswer() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Recorded run =
          Recorded.of(
              server.uri(), Recorded.users(2, Duration.ofMillis(30), Duration.ofSeconds(1)));
      for (int user = 0; user < 2; user++) {
        int wanted = user;
        List<Sample> own = run.samples().stream().filter(s -> s.user() == wanted).toList();
        assertTrue(own.size() > 5);
        for (int i = 1; i < own.size(); i++) {
          assertEquals(own.get(i - 1).endUs() + 30_000, own.get(i).intendedUs());
          assertTrue(own.get(i).reused());
          assertEquals(own.get(0).connection(), own.get(i).connection());
          assertEquals(Sample.ABSENT, own.get(i).connectUs());
        }
        assertTrue(own.get(0).connectUs() >= 0);
      }
    }
  }

  @Test
  void connectionsAreAsAskedFor() throws Exception {
    for (Connections kind : Connections.values()) {
      try (ScriptedServer server =
          new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
        LoadProfile p = Recorded.users(4, Duration.ofMillis(20), Duration.ofMillis(500));
        LoadProfile load =
            new LoadProfile(
                p.stages(),
                p.waitMin(),
                p.waitMax(),
                p.arrivals(),
                kind,
                100,
                p.timeout(),
                p.connectTimeout(),
                p.warmUp(),
                p.drain(),
                false,
                1);
        Recorded run = Recorded.of(server.uri(), load);
        int opened = server.connections.get();
        switch (kind) {
          case PER_USER -> assertEquals(4, opened);
          case POOL -> assertTrue(opened <= 4 && opened >= 1, "opened " + opened);
          case NEW -> assertEquals(run.samples().size(), opened);
        }
      }
    }
  }

  @Test
  void phasesFollowThePlan() {
    LoadProfile p =
        new LoadProfile(
            List.of(
                new LoadProfile.Users(100, 20, Duration.ofSeconds(30)),
                new LoadProfile.Rate(10, 20, Duration.ofSeconds(10))),
            Duration.ZERO,
            Duration.ZERO,
            LoadProfile.Arrivals.UNIFORM,
            Connections.PER_USER,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ZERO,
            false,
            1);
    LoadPlan plan = new LoadPlan(p);
    assertEquals(Phase.WARM_UP, plan.at(1_999_999));
    assertEquals(Phase.RAMP, plan.at(2_000_000), "the warm-up has spawned 40 of 100 users");
    assertEquals(Phase.STEADY, plan.at(5_000_000));
    assertEquals(Phase.RAMP, plan.at(32_000_000));
    assertEquals(Phase.DRAIN, plan.at(42_000_000));
    assertEquals(42_000_000, plan.endUs());
  }

  @Test
  void aRampThatIsCutShortGoesOnInTheNextStage() {
    LoadProfile base =
        Recorded.profile(
            List.of(
                new LoadProfile.Users(40, 10, Duration.ofSeconds(4)),
                new LoadProfile.Users(10, 10, Duration.ofSeconds(4))),
            Duration.ZERO);
    LoadProfile warmed =
        new LoadProfile(
            base.stages(),
            base.waitMin(),
            base.waitMax(),
            base.arrivals(),
            base.connections(),
            1,
            base.timeout(),
            base.connectTimeout(),
            Duration.ofSeconds(1),
            base.drain(),
            false,
            1);
    LoadPlan plan = new LoadPlan(warmed);
    assertEquals(Phase.WARM_UP, plan.at(999_999));
    assertEquals(Phase.RAMP, plan.at(1_000_000), "10 of 40 users are there");
    assertEquals(Phase.RAMP, plan.at(3_999_999));
    assertEquals(Phase.STEADY, plan.at(4_000_000));
    assertEquals(Phase.STEADY, plan.at(5_000_000), "users too many go at once");
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
  void usersAreSpawnedAtTheirRate() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Recorded run =
          Recorded.of(
              server.uri(),
              Recorded.profile(
                  List.of(new LoadProfile.Users(10, 20, Duration.ofSeconds(1))),
                  Duration.ofSeconds(5)));
      List<Long> due = run.samples().stream().map(Sample::intendedUs).sorted().toList();
      assertEquals(10, due.size());
      for (int i = 0; i < 10; i++) {
        assertEquals(i * 50_000L, due.get(i));
      }
      assertTrue(run.samples().stream().allMatch(s -> s.sentUs() < 1_000_000));
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
          Recorded.of(server.uri(), Recorded.users(8, Duration.ZERO, Duration.ofMillis(500)));
      assertTrue(run.samples().size() > 50);
      assertEquals(run.samples().size(), run.tally().succeeded());
      assertTrue(run.samples().stream().allMatch(s -> s.responseBytes() == length));
    }
  }

  /** The waits between answers and next requests of each user, microseconds. */
  private static List<List<Long>> waits(ScriptedServer server, long seed) throws Exception {
    LoadProfile p = Recorded.users(6, Duration.ZERO, Duration.ofSeconds(1));
    LoadProfile load =
        new LoadProfile(
            p.stages(),
            Duration.ofMillis(5),
            Duration.ofMillis(60),
            p.arrivals(),
            p.connections(),
            p.maxInFlight(),
            p.timeout(),
            p.connectTimeout(),
            p.warmUp(),
            p.drain(),
            false,
            seed);
    List<Sample> rows =
        Recorded.of(server.uri(), load).samples().stream()
            .sorted(java.util.Comparator.comparingLong(Sample::sentUs))
            .toList();
    List<List<Long>> all = new java.util.ArrayList<>();
    for (int user = 0; user < 6; user++) {
      int it = user;
      List<Sample> own = rows.stream().filter(row -> row.user() == it).toList();
      List<Long> waits = new java.util.ArrayList<>();
      for (int i = 1; i < 5; i++) {
        waits.add(own.get(i).intendedUs() - own.get(i - 1).endUs());
      }
      all.add(waits);
    }
    return all;
  }

  @Test
  void runsOfNeighbouringSeedsHaveNoWaitsInCommon() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      List<List<Long>> first = waits(server, 41);
      List<List<Long>> second = waits(server, 42);
      assertTrue(first.stream().noneMatch(second::contains), first + " and " + second);
      assertEquals(6, first.stream().distinct().count());
      assertEquals(first, waits(server, 41), "the same seed draws the same");
    }
  }
}
