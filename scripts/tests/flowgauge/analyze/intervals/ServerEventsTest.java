package flowgauge.analyze.intervals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gunicorn stamps whole seconds: what happened in the load's first one counts. */
class ServerEventsTest {
  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:10.700Z");

  @TempDir Path temp;

  @Test
  void aWorkerLostInTheFirstSecondIsTold() throws IOException {
    assertEquals(
        List.of(
            "server.log tells of 1 lost worker, the first at 0 s: was sent SIGKILL, perhaps for"
                + " want of memory"),
        warnings("00:00:10", "[ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?"));
  }

  @Test
  void oneLostBeforeTheLoadIsNot() throws IOException {
    assertEquals(List.of(), warnings("00:00:09", "[ERROR] Worker (pid:7) was sent SIGKILL!"));
  }

  @Test
  void aWorkerThatBootsIsNoLoss() throws IOException {
    assertEquals(List.of(), warnings("00:00:12", "[INFO] Booting worker with pid: 7"));
  }

  @Test
  void whatAFlowPrintsInOneEndlessLineIsNotLookedThrough() throws IOException {
    String body = "b".repeat(LogLines.LONGEST);
    assertEquals(List.of(), warnings("00:00:12", body + " was sent SIGKILL!"));
  }

  @Test
  void linesAreCutAndNothingOfThemComesAfterwards() throws IOException {
    Path log = temp.resolve("lines.log");
    String body = "b".repeat(200_000);
    Files.writeString(log, "one\r\n" + body + "\ntwo\r" + body);
    List<String> lines = new ArrayList<>();
    LogLines.forEach(log, lines::add);
    String cut = "b".repeat(LogLines.LONGEST);
    assertEquals(List.of("one", "", cut, "two", cut), lines);
  }

  private List<String> warnings(String at, String says) throws IOException {
    Path log = temp.resolve("server.log");
    Files.writeString(log, "[2026-01-01 " + at + " +0000] [1] " + says + "\n");
    return new ServerEvents(log, STARTED).warnings(Optional.of(5_000_000L));
  }
}
