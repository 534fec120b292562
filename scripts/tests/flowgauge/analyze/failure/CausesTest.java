package flowgauge.analyze.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Runs;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures at 20 s into a calm run, with one thing recorded beside them at a time. */
class CausesTest {
  @TempDir Path temp;

  private RunFolder run(String outcome) throws IOException {
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    for (int i = 0; i < 400; i++) {
      rows.append(Runs.ok(i, i * 100_000L, i * 100_000L + 50_000 + i % 7));
    }
    for (int i = 0; i < 4; i++) {
      rows.append(Runs.row(400 + i, 20_000_000 + i, 20_100_000 + i * 10L, outcome));
    }
    RunFolder folder =
        Runs.folder(temp.resolve("run"), Runs.scenario("s", Runs.external(), Runs.open(10, 40)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return folder;
  }

  private static Cause cause(RunFolder folder) throws IOException {
    Failures failures = Analyzer.DEFAULT.run(folder).scenarios().get("s").failures();
    assertEquals(4, failures.count());
    assertEquals(1, failures.clusters().size());
    assertEquals(20.1, failures.clusters().get(0).fromSeconds(), 1e-6);
    return failures.clusters().get(0).causes().get(0);
  }

  @Test
  void nothingRecordedIsUnknown() throws IOException {
    assertEquals("unknown", cause(run("remote_closed")).name());
  }

  @Test
  void aWorkerThatDied() throws IOException {
    RunFolder folder = run("remote_closed");
    Files.writeString(
        folder.serverLog("s"),
        """
        [1970-01-01 00:00:00 +0000] [7] [INFO] Booting worker with pid: 7
        anything else
        [1970-01-01 00:00:20 +0000] [1] [ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?
        """);
    Cause cause = cause(folder);
    assertEquals("server_restart", cause.name());
    assertTrue(cause.evidence().contains("was sent SIGKILL"), cause.evidence());
  }

  @Test
  void aFullListenQueue() throws IOException {
    RunFolder folder = run("connection_reset");
    StringBuilder rows = new StringBuilder("time_us,part,cpu_cores,listen_overflows\n");
    for (int s = 1; s <= 40; s++) {
      rows.append("%d,server,0.5,%d\n".formatted(s * 1_000_000L, s == 21 ? 30 : 0));
    }
    Files.writeString(folder.resources("s"), rows);
    Cause cause = cause(folder);
    assertEquals("queue_overflow", cause.name());
    assertTrue(cause.confidence() > 0.8, cause.toString());
  }

  @Test
  void usedUpCpu() throws IOException {
    RunFolder folder = run("connection_reset");
    StringBuilder rows = new StringBuilder("time_us,part,cpu_cores\n");
    for (int s = 1; s <= 40; s++) {
      rows.append("%d,server,%s\n".formatted(s * 1_000_000L, s == 21 ? "1.99" : "0.4"));
    }
    Files.writeString(folder.resources("s"), rows);
    assertEquals("cpu_saturation", cause(folder).name());
  }

  @Test
  void theTimeoutThatWasSet() throws IOException {
    assertEquals("timeout", cause(run("response_timeout")).name());
  }

  @Test
  void anErrorStatus() throws IOException {
    Cause cause = cause(run("http_error"));
    assertEquals("backend", cause.name());
    assertTrue(cause.evidence().contains("{200=4}"), cause.evidence());
  }
}
