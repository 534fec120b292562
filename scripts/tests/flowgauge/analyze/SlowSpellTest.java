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
import java.util.Optional;
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
  private static final double WORKS_S = 1.25;
  private static final double SPELL_FROM_S = 108;
  private static final double SPELL_TO_S = 116;
  private static final double HELD_UP_S = 0.2;
  private static final double FOR_EACH_OTHER_S = 0.0008;
  private static final long SEED = 5;

  @TempDir Path temp;

  @Test
  void noNumberOfSlotsIsMadeOfIt() throws IOException {
    ScenarioAnalysis said = said();
    assertNotEquals(Verdict.SATURATED, said.backpressure().verdict());
    assertEquals(Optional.empty(), said.backpressure().slots());
    assertEquals(Limiter.Name.CLIENTS, said.limiter().name());
  }

  private ScenarioAnalysis said() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder rows =
        ClosedLoop.rows(
            USERS,
            SPAWN_RATE,
            0,
            SECONDS,
            () -> 1 + random.nextDouble(),
            (at, others) -> {
              double end = at + WORKS_S + 0.05 * random.nextDouble() + FOR_EACH_OTHER_S * others;
              boolean held = end > SPELL_FROM_S && end < SPELL_TO_S;
              return new ClosedLoop.Answer(end + (held ? HELD_UP_S : 0), true);
            });
    String told = ",70,%d,%d,".formatted(Math.round(WORKS_S * 1e6), Math.round(WORKS_S * 5e5));
    ServerInfo server =
        Runs.external().reporting(Optional.of("/node_s"), Optional.of("/backend_s"));
    RunFolder folder =
        Runs.folder(
            temp.resolve("run"),
            Runs.scenario("s", server, Runs.closed(USERS, SPAWN_RATE, SECONDS)));
    Files.writeString(
        folder.scenario("s").resolve("samples.csv"),
        Runs.HEADER + rows.toString().replace(",70,,,", told));
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }
}
