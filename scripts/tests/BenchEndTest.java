import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Alias;
import faults.BenchProcess;
import flowgauge.load.ScriptedServer;
import flowgauge.record.Json;
import flowgauge.record.RunInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bench's last screen says, and what its exit code. */
class BenchEndTest {
  private static final byte[] REFUSED =
      "HTTP/1.1 500 X\r\nContent-Length: 15\r\n\r\nout of \u001b[31mtea".getBytes(US_ASCII);

  @TempDir Path folder;

  private static BenchProcess start(BenchProcess bench, ScriptedServer server, String... more)
      throws Exception {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("--url", server.uri() + "/score", "--users", "2", "--wait-time", "20ms"));
    words.addAll(List.of(more));
    return bench.start(words.toArray(String[]::new));
  }

  @Test
  void aScenarioWithoutASuccessFailsAndShowsTheFirstBadAnswer() throws Exception {
    try (ScriptedServer server = new ScriptedServer((n, socket, out) -> out.write(REFUSED));
        BenchProcess bench = new BenchProcess(folder)) {
      BenchProcess.Ended ended = start(bench, server, "--duration", "1s").end();
      assertEquals(1, ended.code(), ended.all());
      String last = ended.err().strip().lines().reduce((a, b) -> b).orElseThrow();
      assertTrue(
          last.matches(
              "bench: endpoint: none of [0-9]+ requests succeeded; the first bad answer: status"
                  + " 500: out of .u001b\\[31mtea"),
          last);
      assertTrue(ended.err().contains("/score was answered with status 500: out of"), ended.all());
      ended.assertNoStackTrace();
      assertFalse(ended.all().contains("\u001b"), "nothing of it steers the terminal");
      assertEquals(RunInfo.Status.FAILED, bench.info().status());
      assertTrue(bench.info().error().orElseThrow().contains("none of"), "and run.json says so");
    }
  }

  @Test
  void aLoadOfSeveralStagesHasARowAStage() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")));
        BenchProcess bench = new BenchProcess(folder)) {
      BenchProcess.Ended ended =
          bench
              .start(
                  "--url",
                  server.uri() + "/score",
                  "--stage",
                  "users=1,for=1s",
                  "--stage",
                  "rate=50,for=1s",
                  "--wait-time",
                  "20ms",
                  "--no-report")
              .end();
      assertEquals(0, ended.code(), ended.all());
      String row =
          "(?m)^%s +1\\.0 +[0-9]+ +0 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+  too short to tell$";
      assertTrue(Pattern.compile(row.formatted("1 user")).matcher(ended.out()).find(), ended.out());
      assertTrue(
          Pattern.compile(row.formatted("50 req/s")).matcher(ended.out()).find(), ended.out());
    }
  }

  @Test
  void withSomeFailuresTheFirstOfEachKindIsKeptAndShown() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                (n, socket, out) -> out.write(n % 3 == 1 ? REFUSED : ScriptedServer.ok("x")));
        BenchProcess bench = new BenchProcess(folder)) {
      BenchProcess.Ended ended = start(bench, server, "--duration", "2s", "--no-report").end();
      assertEquals(0, ended.code(), ended.all());
      assertTrue(ended.out().contains("first failure status 500: out of "), ended.all());
      assertTrue(Files.exists(bench.out().resolve("endpoint/first_failures.json")));
      BenchProcess.Ended analyzed = Alias.run("analyze", bench.out().toString());
      assertEquals(0, analyzed.code(), analyzed.all());
      assertTrue(analyzed.out().contains("s  status 500: out of \\u001b[31mtea"), analyzed.out());
    }
  }

  /** The table, the sentences and the JSON tell one figure. */
  @Test
  void oneFigureForOneThing() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")));
        BenchProcess bench = new BenchProcess(folder)) {
      BenchProcess.Ended ended =
          start(bench, server, "--duration", "3s", "--spawn-rate", "1", "--no-report", "--json")
              .end();
      assertEquals(0, ended.code(), ended.all());
      JsonNode said = Json.mapper().readTree(ended.out());
      JsonNode found = said.path("findings");
      assertEquals("whole load, ramp included", found.path("basis").asText());
      JsonNode scenario = found.path("scenarios").get(0);
      assertEquals("endpoint", scenario.path("scenario").asText());
      for (String fact : List.of("requests", "backpressure", "piled_up", "limiter", "limited_by")) {
        assertFalse(scenario.path(fact).asText().isEmpty(), fact);
      }
      JsonNode summary = said.path("info").path("scenarios").get(0).path("summary");
      double perSecond = summary.path("requests_per_second").asDouble();
      String sentence = found.path("sentences").get(0).asText();
      Matcher served = Pattern.compile("served ([0-9.]+) requests a second").matcher(sentence);
      assertTrue(served.find(), sentence);
      assertEquals(perSecond, Double.parseDouble(served.group(1)), 0.005 * perSecond, sentence);
    }
  }
}
