package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A breaker that opens for five seconds of ten: all is refused at once, whatever is in flight. No
 * number in flight is where that begins.
 */
class CircuitBreakerTest {
  private static final int USERS = 15;
  private static final long WAIT_US = 200_000;
  private static final long OPEN_EVERY_US = 10_000_000;

  @TempDir Path temp;

  @Test
  void refusesAndQueuesNowhere() throws IOException {
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    int number = 0;
    for (int user = 0; user < USERS; user++) {
      for (long at = user * 13_000L; at < 22_000_000; number++) {
        boolean open = at % OPEN_EVERY_US >= OPEN_EVERY_US / 2;
        long end = at + (open ? 600 : 80_000 + 37 * (number % 50));
        rows.append(
            Runs.row(
                number,
                user,
                at / 1e6,
                end / 1e6,
                open ? 1 : 5,
                open ? "http_error" : "ok",
                open ? 503 : 200,
                "steady"));
        at = end + WAIT_US + 1_000 * ((7L * number) % 29);
      }
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run"), Runs.scenario("s", Runs.external(), Runs.closed(USERS, 100, 22)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    ScenarioAnalysis found = Analyzer.DEFAULT.run(folder).scenarios().get("s");
    Backpressure backpressure = found.backpressure();
    assertTrue(backpressure.onsetInFlight().map(n -> n >= 1).orElse(true), backpressure.sentence());
    assertEquals(Limiter.Name.REFUSED, found.limiter().name());
  }
}
