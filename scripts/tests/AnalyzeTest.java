import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aliases analyze, report, compare and import-locust as a user runs them. */
class AnalyzeTest {
  private static final Setting BASE = Setting.closed("base", "wsgi", 8, 8, 8, 2, 60, 60, 40);

  @TempDir Path temp;

  private static void assertOneLine(Jbang.Ended ended, int code, String words) {
    assertEquals(code, ended.code(), ended.all());
    assertTrue(ended.err().contains(words), ended.all());
    assertFalse(ended.all().contains("\tat "), ended.all());
  }

  @Test
  void analyzePrintsAndWritesTheSame() throws Exception {
    RunFolder folder = SimulatedRun.write(temp.resolve("run"), BASE, 1);
    Jbang.Ended ended = Jbang.run("analyze", folder.path().toString(), "--json");
    assertEquals(0, ended.code(), ended.all());
    JsonNode printed = Json.mapper().readTree(ended.out());
    assertEquals(printed, Json.mapper().readTree(folder.analysis().toFile()));
    assertEquals(
        "clients", printed.at("/scenarios/base/limiter/name").asText(), printed.toPrettyString());
    assertTrue(Files.isRegularFile(folder.table("base", "signatures")));
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertOneLine(Jbang.run("analyze", "/nowhere"), 1, "there is no run '/nowhere'");
    assertOneLine(Jbang.run("analyze", "--interval", "soon"), 2, "--interval");
    RunFolder folder = SimulatedRun.write(temp.resolve("run"), BASE, 1);
    Files.writeString(folder.samples("base"), "request,user\n1,2\n");
    assertOneLine(Jbang.run("analyze", folder.path().toString()), 1, "samples.csv, line 1");
    assertOneLine(
        Jbang.run("import-locust", temp.resolve("x").toString()), 1, "x_stats_history.csv");
  }

  @Test
  void withoutANameTheNewestRunIsReported() throws Exception {
    Path runs = temp.resolve("datasets/runs");
    SimulatedRun.write(runs.resolve("20260101T120000Z-old"), BASE, 1);
    Path newest = SimulatedRun.write(runs.resolve("20260102T120000Z-new"), BASE, 2).path();
    Jbang.Ended ended = Jbang.run(Map.of("FLOWGAUGE_HOME", temp.toString()), "report");
    assertEquals(0, ended.code(), ended.all());
    assertEquals("report: " + newest.resolve("report.html"), ended.out().strip());
    assertTrue(Files.size(newest.resolve("report.html")) > 10_000);
  }

  @Test
  void compareEndsWithThreeOnABrokenGate() throws Exception {
    String a = SimulatedRun.write(temp.resolve("a"), BASE, 1).path().toString();
    String b = SimulatedRun.write(temp.resolve("b"), BASE.slower(1.3), 2).path().toString();
    assertOneLine(Jbang.run("compare", a, b, "--fail-if", "p95 > +10%"), 3, "p95 changed by +");
    assertEquals(0, Jbang.run("compare", a, b, "--fail-if", "p95 > +90%").code());
    assertOneLine(Jbang.run("compare", a, b, "--fail-if", "p95"), 2, "is no bound on a change");
  }
}
