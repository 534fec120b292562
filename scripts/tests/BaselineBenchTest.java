import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Alias;
import faults.BenchProcess;
import faults.Rows;
import flowgauge.load.ScriptedServer;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bench's baseline and what it is told, as a user has them, on a server of a fixed time. */
class BaselineBenchTest {
  private static final int SERVICE_MS = 20;

  @TempDir Path folder;

  private static ScriptedServer steady() throws Exception {
    return new ScriptedServer(
        (n, socket, out) -> {
          TimeUnit.MILLISECONDS.sleep(SERVICE_MS);
          out.write(ScriptedServer.ok("x"));
        });
  }

  private record Ran(RunInfo info, Rows rows, Path out) {
    ScenarioInfo scenario() {
      return info.scenarios().get(0);
    }

    /** The fields of a column, of rows inside or outside the baseline. */
    List<Long> times(String column, boolean baseline) {
      List<String> phases = rows.column("phase");
      List<String> fields = rows.column(column);
      List<Long> found = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        if (phases.get(i).equals("baseline") == baseline) {
          found.add(Long.parseLong(fields.get(i)));
        }
      }
      return found;
    }
  }

  private Ran bench(ScriptedServer server, String... options) throws Exception {
    try (BenchProcess bench = new BenchProcess(folder)) {
      List<String> all = new ArrayList<>(List.of("--url", server.uri() + "/", "--no-report"));
      all.addAll(List.of(options));
      BenchProcess.Ended ended = bench.start(all.toArray(String[]::new)).end();
      assertEquals(0, ended.code(), ended.all());
      return new Ran(bench.info(), bench.rows("endpoint"), bench.out());
    }
  }

  @Test
  void standsBeforeAndBehindAnOpenLoadAndInNoneOfItsFigures() throws Exception {
    Ran ran;
    try (ScriptedServer server = steady()) {
      ran = bench(server, "--rate", "50", "--duration", "2s", "--baseline", "1500ms");
      assertEquals(server.requests.get() - 1, ran.rows.size(), "one ahead of all is unrecorded");
    }
    List<Long> sent = ran.times("sent_us", true);
    List<Long> end = ran.times("end_us", true);
    long loadEnd = ran.scenario().endUs().orElseThrow();
    long before = sent.stream().filter(us -> us < 0).count();
    assertTrue(before >= 3 && before <= 60, before + " in 1.5 s of 20 ms and a pause");
    assertTrue(sent.size() > before, "some behind the drain");
    for (int i = 0; i < sent.size(); i++) {
      assertTrue(end.get(i) - sent.get(i) >= SERVICE_MS * 1_000, "row " + i);
      assertTrue(end.get(i) < 0 || sent.get(i) >= loadEnd, "beside the load: " + sent.get(i));
    }
    List<Long> due = ran.times("intended_us", false).stream().sorted().toList();
    assertEquals(100, due.size());
    for (int i = 0; i < due.size(); i++) {
      assertEquals(i * 20_000L, due.get(i), "the schedule begins at 0");
    }
    List<String> numbers = ran.rows.column("request").stream().sorted().distinct().toList();
    assertEquals(ran.rows.size(), numbers.size(), "each number once");
    Summary summary = ran.scenario().summary().orElseThrow();
    assertEquals(100, summary.requests());
    assertEquals(2, summary.seconds(), 1e-9);
    assertEquals(1.5, ran.info.plan().orElseThrow().baselineSeconds().orElseThrow());
    List<String> seconds = Files.readAllLines(ran.out.resolve("endpoint/driver.csv"));
    assertTrue(seconds.stream().noneMatch(line -> line.contains("baseline")), seconds.toString());
    assertEquals(0, Alias.run("analyze", ran.out.toString()).code());
    List<String> intervals = Files.readAllLines(ran.out.resolve("endpoint/intervals.csv"));
    assertTrue(intervals.get(1).startsWith("0"), "load's time zero is the table's");
    assertTrue(intervals.size() <= 5, intervals.size() + " rows of a load of 2 s");
  }

  @Test
  void followsTheResponseTimeUnlessItIsLeftOut() throws Exception {
    try (ScriptedServer server = steady()) {
      Ran ran = bench(server, "--users", "3", "--duration", "1s", "--baseline", "0");
      assertEquals(0, ran.times("sent_us", true).size());
      assertEquals(server.requests.get() - 1, ran.rows.size());
    }
  }

  @Test
  void anInterruptInsideItEndsTheRunAndItIsResumedAsAWhole() throws Exception {
    try (ScriptedServer server = steady();
        BenchProcess bench = new BenchProcess(folder)) {
      String[] options = {
        "--url", server.uri() + "/", "--users", "3", "--duration", "1s", "--baseline", "60s"
      };
      bench.start(options);
      while (bench.process().isAlive() && server.requests.get() < 10) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      bench.signal("INT");
      BenchProcess.Ended ended = bench.end();
      assertEquals(130, ended.code(), ended.all());
      ended.assertNoStackTrace();
      Rows rows = bench.rows("endpoint");
      assertEquals(server.requests.get() - 1, rows.size(), "what was asked is recorded");
      assertEquals(RunInfo.Status.INTERRUPTED, bench.info().status());
      assertEquals(0, bench.info().scenarios().get(0).summary().orElseThrow().requests());
      assertEquals(
          2,
          Alias.run("bench", "--resume", bench.out().toString(), "--baseline", "1s").code(),
          "contradicts");
    }
  }

  @Test
  void whatIsToldReachesTheVerdict() throws Exception {
    Ran ran;
    try (ScriptedServer server = steady()) {
      ran =
          bench(
              server,
              "--users",
              "4",
              "--wait-time",
              "10ms",
              "--duration",
              "2s",
              "--baseline",
              "0",
              "--engine",
              "wsgi",
              "--workers",
              "2",
              "--threads",
              "4",
              "--service-time",
              "20ms",
              "--cores",
              "1");
    }
    var told = ran.scenario().server();
    assertEquals("wsgi", told.engine().orElseThrow());
    assertEquals(2, told.workers().orElseThrow());
    assertEquals(4, told.threads().orElseThrow());
    assertEquals(0.02, told.serviceSeconds().orElseThrow());
    assertEquals(1.0, told.cpus().orElseThrow());
    assertEquals(400, threadsBound(ran.out), 1e-6, "2 x 4 / 20 ms");
    BenchProcess.Ended again =
        Alias.run("analyze", ran.out.toString(), "--threads", "1", "--service-time", "0.02s");
    assertEquals(0, again.code(), again.all());
    assertEquals(100, threadsBound(ran.out), 1e-6, "2 x 1 / 20 ms");
    assertEquals(
        1, RunFolder.open(ran.out).read().scenarios().get(0).server().threads().orElseThrow());
    assertEquals(2, Alias.run("analyze", ran.out.toString(), "--engine", "php").code());
  }

  private static double threadsBound(Path out) throws Exception {
    if (!Files.exists(out.resolve("analysis.json"))) {
      assertEquals(0, Alias.run("analyze", out.toString()).code());
    }
    JsonNode analysis = Json.mapper().readTree(out.resolve("analysis.json").toFile());
    for (JsonNode candidate : analysis.at("/scenarios/endpoint/limiter/candidates")) {
      if (candidate.path("name").asText().equals("server_threads")) {
        return candidate.path("bound_per_second").asDouble();
      }
    }
    return Double.NaN;
  }
}
