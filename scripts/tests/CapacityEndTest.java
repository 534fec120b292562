import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Alias;
import faults.BenchProcess;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.capacity.Step;
import flowgauge.load.ScriptedServer;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a search for capacity ends, and what it leaves behind. */
class CapacityEndTest {
  private static final byte[] OK = ScriptedServer.ok("ok");
  private static final byte[] BROKEN =
      "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private BenchProcess.Ended run(ScriptedServer server, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--url",
                server.uri() + "/score",
                "--out",
                folder.resolve("run").toString(),
                "--no-report"));
    words.addAll(List.of(more));
    if (!words.contains("--step")) {
      words.addAll(List.of("--step", "2s"));
    }
    return Alias.run("capacity", words.toArray(String[]::new));
  }

  private Capacity found() throws Exception {
    return CapacityFile.read(RunFolder.open(folder.resolve("run")))
        .orElseThrow()
        .scenarios()
        .get("endpoint");
  }

  private static ScriptedServer slots(int count, long millis) throws Exception {
    Semaphore slots = new Semaphore(count, true);
    return new ScriptedServer(
        (n, socket, out) -> {
          slots.acquire();
          try {
            Thread.sleep(millis);
          } finally {
            slots.release();
          }
          out.write(OK);
        });
  }

  @Tag("slow")
  @Test
  void findsWhereAnObjectiveBreaksAndRecordsEveryStep() throws Exception {
    try (ScriptedServer server = slots(2, 20)) {
      BenchProcess.Ended ended =
          run(server, "--wait-time", "20ms..40ms", "--slo", "p95 < 500ms", "--json");
      assertEquals(0, ended.code(), ended.all());
      ended.assertNoStackTrace();
      Capacity capacity = found();
      assertTrue(capacity.found().isPresent(), capacity.sentence());
      assertTrue(capacity.steps().size() > 4, "it grows, closes in, and confirms");
      JsonNode json = Json.mapper().readTree(ended.out());
      assertEquals(
          capacity.found().get().load(),
          json.at("/capacity/endpoint/found/load").asDouble(),
          "as told to programs");
      assertEquals(List.of("p95 < 500ms", "failures < 1%"), capacity.objectives());
      RunInfo info = RunFolder.open(folder.resolve("run")).read();
      long stages =
          info.scenarios().get(0).load().stages().stream()
              .filter(stage -> stage.users().orElse(0) > 0)
              .count();
      assertEquals(capacity.steps().size(), stages, "a stage a step");
      BenchProcess.Ended analyzed = Alias.run("analyze", folder.resolve("run").toString());
      assertEquals(0, analyzed.code(), analyzed.all());
      JsonNode analysis = Json.mapper().readTree(folder.resolve("run/analysis.json").toFile());
      JsonNode rows = analysis.at("/scenarios/endpoint/stages");
      assertEquals(capacity.steps().size(), rows.size(), "and a row a step");
      for (int i = 0; i < rows.size(); i++) {
        Step step = capacity.steps().get(i);
        assertEquals(step.load(), rows.get(i).get("users").asDouble());
        assertEquals(step.startSeconds(), rows.get(i).get("from_seconds").asDouble(), 1e-3);
      }
    }
  }

  @Test
  void oneUserMayBreakAnObjectiveAlready() throws Exception {
    try (ScriptedServer server = slots(4, 120)) {
      BenchProcess.Ended ended = run(server, "--wait-time", "0ms", "--slo", "p95 < 50ms");
      assertEquals(3, ended.code(), ended.all());
      assertEquals(End.FIRST_BREAKS, found().end());
      assertTrue(
          ended.out().contains("the lowest load, 1 user, already breaks p95 < 50ms"), ended.out());
    }
  }

  @Test
  void noneMayBreakUpToTheHighestAllowed() throws Exception {
    try (ScriptedServer server = slots(50, 2)) {
      BenchProcess.Ended ended =
          run(server, "--wait-time", "10ms", "--slo", "p95 < 5s", "--max", "3");
      assertEquals(0, ended.code(), ended.all());
      assertEquals(End.NONE_BREAKS, found().end());
      assertEquals(3, found().found().orElseThrow().load());
      assertTrue(ended.out().contains("no load up to 3 users breaks p95 < 5s"), ended.out());
    }
  }

  @Tag("slow")
  @Test
  void nothingButFailuresEndsIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer((n, socket, out) -> out.write(BROKEN))) {
      BenchProcess.Ended ended = run(server, "--wait-time", "10ms", "--step", "8s");
      assertEquals(1, ended.code(), ended.all());
      assertEquals(End.ONLY_FAILURES, found().end());
      assertTrue(Files.size(folder.resolve("run/endpoint/samples.csv")) > 1_000, "kept");
    }
  }

  @Tag("slow")
  @Test
  void aServerThatEndsOnTheWayIsToldFromOneThatBreaks() throws Exception {
    AtomicBoolean gone = new AtomicBoolean();
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              Thread.sleep(5);
              out.write(gone.get() ? BROKEN : OK);
            })) {
      Thread ending =
          new Thread(
              () -> {
                while (server.requests.get() < 300) {
                  LockSupport.parkNanos(1_000_000);
                }
                gone.set(true);
              });
      ending.setDaemon(true);
      ending.start();
      BenchProcess.Ended ended = run(server, "--wait-time", "10ms", "--step", "8s");
      assertEquals(1, ended.code(), ended.all());
      assertEquals(End.SERVER_GONE, found().end());
      assertTrue(
          ended.all().contains("nothing was served any more, not with 1 user again"), ended.all());
    }
  }

  @Tag("slow")
  @Test
  void endsWithinItsBudgetAndSaysWhatIsKnown() throws Exception {
    try (ScriptedServer server = slots(2, 20)) {
      BenchProcess.Ended ended =
          run(server, "--open", "--slo", "p95 < 1s", "--step", "4s", "--budget", "5s");
      assertEquals(0, ended.code(), ended.all());
      assertEquals(End.OUT_OF_TIME, found().end());
      assertTrue(ended.out().contains("the time given was up; so far: "), ended.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--slo|p95 > 2s|an objective is what is to be kept, as 'p95 < 2s'",
        "--slo|mean < 2s|an objective is a percentile below 100 or failures",
        "--slo|quick|is not an objective; write for example 'p95 < 2s'",
        "--slo|failures < 0%|nothing can be counted beyond that bound",
        "--within|0|--within takes a percentage from 1 to 50",
        "--budget|1s|--budget no less than --step",
        "--from|1.5|whole users, or requests a second with --open",
        "--arrivals|poisson|goes with --open",
      })
  void aMistakeIsOneLine(String option, String value, String said) throws Exception {
    BenchProcess.Ended ended = Alias.run("capacity", "mock", option, value);
    assertEquals(2, ended.code(), ended.all());
    assertTrue(ended.err().contains(said), ended.err());
    assertFalse(ended.err().contains("Exception"), ended.err());
  }
}
