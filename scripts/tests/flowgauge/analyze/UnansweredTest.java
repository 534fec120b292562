package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that serves 16 connections at once and lets the others wait for as long as these stay.
 */
class UnansweredTest {
  private static final double SECONDS = 20;
  private static final int SERVED = 16;
  private static final long SEED = 5;

  @TempDir Path temp;

  @Test
  void connectionsThatAreNeverAnsweredAreTheLimit() throws IOException {
    ScenarioAnalysis found = analysis(40);
    assertEquals(Limiter.Name.CONNECTIONS, found.limiter().name());
    String limit = found.limiter().sentence();
    assertTrue(limit.contains("24 of 40 connections were never answered"), limit);
    String piled = found.backpressure().sentence();
    assertTrue(piled.contains("24 requests were not"), piled);
  }

  @Test
  void usersWhoAreAllServedAreTheLimitThemselves() throws IOException {
    ScenarioAnalysis found = analysis(SERVED);
    assertEquals(Limiter.Name.CLIENTS, found.limiter().name());
    assertEquals("no backpressure", found.backpressure().sentence());
  }

  private ScenarioAnalysis analysis(int users) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    long number = 0;
    for (int user = 0; user < users; user++) {
      double at = user * 0.02;
      if (user >= SERVED) {
        rows.append(row(number++, user, at, SECONDS + 6, false, "unfinished"));
        continue;
      }
      for (boolean kept = false; at < SECONDS; kept = true) {
        double end = at + 0.03 + 0.002 * random.nextDouble();
        rows.append(row(number++, user, at, end, kept, "ok"));
        at = end + 0.1 + 0.1 * random.nextDouble();
      }
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + users),
            Runs.scenario("s", Runs.external(), Runs.closed(users, 50, SECONDS)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }

  private static String row(
      long number, int user, double from, double to, boolean kept, String outcome) {
    long sent = Math.round(from * 1e6);
    long end = Math.round(to * 1e6);
    boolean ok = outcome.equals("ok");
    return "%d,%d,%d,%b,,%d,%d,%s,%s,%d,1,%s,%s,%s,,,steady,0\n"
        .formatted(
            number,
            user,
            user + 1,
            kept,
            sent,
            sent,
            kept ? "" : "500",
            ok ? end : "",
            end,
            outcome,
            ok ? 200 : "",
            ok ? 70 : "");
  }
}
