package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import flowgauge.record.ServerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that works on any number of requests at once, each for about 1.25 s, which it tells. For
 * 8 s of 120 its answers are held up, as by a neighbour on its cores: users wait a quarter longer,
 * and no slots of it are busy.
 */
class SlowSpellTest {
  private static final int USERS = 400;
  private static final double SPAWN_RATE = 20;
  private static final double SECONDS = 120;
  private static final double SPELL_FROM_S = 108;
  private static final double SPELL_TO_S = 116;
  private static final double HELD_UP_S = 0.2;
  private static final double FOR_EACH_OTHER_S = 0.0008;
  private static final long SEED = 5;

  @TempDir Path temp;

  private record Asked(double at, int user) {}

  @Test
  void noNumberOfSlotsIsMadeOfIt() throws IOException {
    ScenarioAnalysis said = said();
    assertNotEquals(Verdict.SATURATED, said.backpressure().verdict());
    assertEquals(Optional.empty(), said.backpressure().slots());
    assertEquals(Limiter.Name.CLIENTS, said.limiter().name());
  }

  private ScenarioAnalysis said() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    PriorityQueue<Asked> asked = new PriorityQueue<>(Comparator.comparingDouble(Asked::at));
    for (int user = 0; user < USERS; user++) {
      asked.add(new Asked(user / SPAWN_RATE, user));
    }
    PriorityQueue<Double> flying = new PriorityQueue<>();
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    for (long number = 1; asked.peek().at() < SECONDS; number++) {
      Asked next = asked.poll();
      double worked = 1.25 * (0.98 + 0.04 * random.nextDouble());
      boolean held = next.at() + worked > SPELL_FROM_S && next.at() + worked < SPELL_TO_S;
      while (!flying.isEmpty() && flying.peek() <= next.at()) {
        flying.poll();
      }
      double end = next.at() + worked + FOR_EACH_OTHER_S * flying.size() + (held ? HELD_UP_S : 0);
      flying.add(end);
      String row =
          Runs.row(number, next.user(), next.at(), end, flying.size(), "ok", 200, "steady");
      long workedUs = Math.round(worked * 1e6);
      rows.append(row.replace(",70,,,", ",70,%d,%d,".formatted(workedUs, workedUs / 2)));
      asked.add(new Asked(end + 1 + random.nextDouble(), next.user()));
    }
    ServerInfo server =
        Runs.external().reporting(Optional.of("/node_s"), Optional.of("/backend_s"));
    RunFolder folder =
        Runs.folder(
            temp.resolve("run"),
            Runs.scenario("s", server, Runs.closed(USERS, SPAWN_RATE, SECONDS)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }
}
