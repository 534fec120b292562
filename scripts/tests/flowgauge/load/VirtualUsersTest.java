package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Sample;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Connections;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When users come, what they wait and which connections they have. */
class VirtualUsersTest {
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
      assertTrue(run.samples().stream().allMatch(s -> s.sentUs() >= s.intendedUs()));
    }
  }

  /** The waits between answers and next requests of each user, microseconds. */
  private static List<List<Long>> waits(ScriptedServer server, long seed) throws Exception {
    LoadProfile p = Recorded.users(6, Duration.ZERO, Duration.ofSeconds(4));
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
}
