import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Alias;
import faults.BenchProcess;
import flowgauge.load.ScriptedServer;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stopped run that is taken up again. */
class ResumeTest {
  @TempDir Path folder;

  private static void assertOneLine(BenchProcess.Ended ended, int code, String words) {
    assertEquals(code, ended.code(), ended.all());
    assertTrue(ended.err().contains(words), ended.all());
    assertTrue(ended.err().strip().lines().count() <= 2, ended.err());
    assertFalse(ended.all().contains("\tat "), ended.all());
  }

  private static List<String> names(RunInfo info) {
    return info.scenarios().stream().map(ScenarioInfo::name).toList();
  }

  @Test
  void whatAKilledRunDidNotComeToIsRunAndWhatItRecordedStays() throws Exception {
    Path out;
    try (BenchProcess bench = new BenchProcess(folder)) {
      out = bench.out();
      bench.start(
          "mock",
          "wsgi-sync",
          "--runtime",
          "process",
          "--users",
          "4",
          "--wait-time",
          "50ms",
          "--mock-wait",
          "50ms",
          "--duration",
          "6s",
          "--fail-if",
          "p50 < 1s");
      bench.awaitRows("wsgi-sync", 3);
      bench.signal("STOP");
      assertOneLine(Alias.run("bench", "--resume", out.toString()), 1, "is still under way");
      bench.signal("KILL");
      bench.end();
      assertEquals(List.of(), bench.leftBehind());
    }
    RunFolder run = RunFolder.open(out);
    assertEquals(RunInfo.Status.INTERRUPTED, run.read().status());
    byte[] complete = Files.readAllBytes(run.samples("mock"));
    byte[] partial = Files.readAllBytes(run.samples("wsgi-sync"));
    ScenarioInfo mock = run.read().scenarios().get(0);
    assertOneLine(
        Alias.run("bench", "--resume", out.toString(), "--users", "5"),
        2,
        "--users contradicts the run");
    assertOneLine(
        Alias.run("bench", "asgi-sync", "--resume", out.toString()), 2, "asgi-sync contradicts");

    BenchProcess.Ended ended =
        Alias.run("bench", "mock", "wsgi-sync", "--users", "4", "--resume", out.toString());
    assertEquals(3, ended.code(), ended.all());
    assertTrue(ended.out().contains("failed: mock: p50"), "of the first part too: " + ended.out());
    assertTrue(ended.out().contains("failed: wsgi-sync: p50"), ended.out());
    RunInfo info = run.read();
    assertEquals(RunInfo.Status.COMPLETE, info.status());
    assertEquals(List.of("mock", "wsgi-sync"), names(info));
    assertEquals(mock, info.scenarios().get(0));
    assertEquals(mock.load(), info.scenarios().get(1).load());
    assertArrayEquals(complete, Files.readAllBytes(run.samples("mock")));

    RunFolder aside = RunFolder.open(out.resolve("interrupted-1"));
    assertEquals(List.of("wsgi-sync"), names(aside.read()));
    assertArrayEquals(partial, Files.readAllBytes(aside.samples("wsgi-sync")));
    BenchProcess.Ended analyzed = Alias.run("analyze", aside.path().toString());
    assertEquals(0, analyzed.code(), analyzed.all());
    assertOneLine(Alias.run("bench", "--resume", out.toString()), 0, "nothing to do");
  }

  @Test
  void headersHaveToBeGivenAgain() throws Exception {
    Path out;
    String interrupted;
    try (ScriptedServer server =
        new ScriptedServer((n, socket, sent) -> sent.write(ScriptedServer.ok("x")))) {
      String url = server.uri() + "/score";
      try (BenchProcess bench = new BenchProcess(folder)) {
        out = bench.out();
        bench.start(
            "--url",
            url,
            "--header",
            "Authorization: s3cret",
            "--users",
            "3",
            "--wait-time",
            "50ms",
            "--duration",
            "6s",
            "--no-report");
        bench.awaitRows("endpoint", 3);
        bench.signal("INT");
        assertEquals(130, bench.end().code());
      }
      interrupted = Files.readString(out.resolve("run.json"));
      assertFalse(interrupted.contains("s3cret") || interrupted.contains("Authorization"));
      String run = out.toString();
      assertOneLine(Alias.run("bench", "--resume", run), 2, "give each --header again");
      assertOneLine(
          Alias.run("bench", "--resume", run, "--url", server.uri() + "/other"), 2, "--header");
      assertOneLine(
          Alias.run("bench", "--resume", run, "--url", server.uri() + "/other", "--header", "A: b"),
          2,
          "are not those of the run");
      BenchProcess.Ended ended =
          Alias.run("bench", "--resume", run, "--header", "Authorization: s3cret", "--no-report");
      assertEquals(0, ended.code(), ended.all());
    }
    RunInfo info = RunFolder.open(out).read();
    assertEquals(RunInfo.Status.COMPLETE, info.status());
    assertEquals(Optional.of(RunInfo.Status.COMPLETE), info.scenarios().get(0).status());
    assertTrue(Files.exists(out.resolve("interrupted-1").resolve("endpoint")));
  }
}
