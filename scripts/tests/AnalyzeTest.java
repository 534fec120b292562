import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.simulate.Machine;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The aliases analyze, report, compare and import-locust as a user runs them. */
class AnalyzeTest {
  private static final Setting BASE =
      Setting.closed("base", new Machine("wsgi", 8, 8, 8, 2), 60, 60, 40);

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
  void runsAreComparedByTheNamesThatTheyWereGiven() throws Exception {
    Path runs = temp.resolve("datasets/runs");
    SimulatedRun.write(runs.resolve("20260101T120000Z-before"), BASE, 1);
    SimulatedRun.write(runs.resolve("20260102T120000Z-after"), BASE, 2);
    Map<String, String> home = Map.of("FLOWGAUGE_HOME", temp.toString());
    for (String[] sides : new String[][] {{"before", "after"}, {"before:base", "after:base"}}) {
      Jbang.Ended ended = Jbang.run(home, "compare", sides);
      assertEquals(0, ended.code(), ended.all());
      assertTrue(ended.out().contains("20260102T120000Z-after:base"), ended.out());
    }
  }

  @Test
  void compareEndsWithThreeOnABrokenGate() throws Exception {
    String a = SimulatedRun.write(temp.resolve("a"), BASE, 1).path().toString();
    String b = SimulatedRun.write(temp.resolve("b"), BASE.slower(1.3), 2).path().toString();
    assertOneLine(Jbang.run("compare", a, b, "--fail-if", "p95 > +10%"), 3, "p95 changed by +");
    assertEquals(0, Jbang.run("compare", a, b, "--fail-if", "p95 > +90%").code());
    assertOneLine(Jbang.run("compare", a, b, "--fail-if", "p95"), 2, "is no bound on a change");
  }

  @Test
  void aGateThatCannotBeToldIsBroken() throws Exception {
    String good = SimulatedRun.write(temp.resolve("good"), BASE, 1).path().toString();
    RunFolder none = SimulatedRun.write(temp.resolve("none"), BASE, 2);
    String rows = Files.readString(none.samples("base"));
    Files.writeString(none.samples("base"), rows.replace(",ok,200,", ",http_error,503,"));
    String bad = none.path().toString();
    for (String figure : new String[] {"p95 > +10%", "p50 > +10%", "mean > +10%"}) {
      assertOneLine(
          Jbang.run("compare", good, bad, "--fail-if", figure),
          3,
          figure.split(" ")[0] + " can't be told: B has no successful response");
    }
    assertOneLine(
        Jbang.run("compare", bad, good, "--fail-if", "p95 > +10%"), 3, "can't be told: A has no");
    assertOneLine(
        Jbang.run("compare", good, bad, "--fail-if", "failures > +1%"), 3, "failures changed by");
  }

  @Test
  void runsMayLieInFoldersWithColonsAndCommas() throws Exception {
    String a =
        SimulatedRun.write(temp.resolve("2026-11-27T10:00:00, a"), BASE, 1).path().toString();
    String b = SimulatedRun.write(temp.resolve("b:base"), BASE, 2).path().toString();
    for (String side : new String[] {a, a + ":base", a + "," + b, b + ":base," + a + ":base"}) {
      Jbang.Ended ended = Jbang.run("compare", side, b);
      assertEquals(0, ended.code(), ended.all());
    }
    assertOneLine(Jbang.run("compare", a + ":nosuch", b), 1, "has no scenario 'nosuch'");
    assertOneLine(Jbang.run("compare", a + ",nosuch", b), 1, "there is no run 'nosuch'");
  }

  private static Jbang.Ended into(String file, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "./jbang \"$@\" > " + file, "sh"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(Repository.root().toFile()).start();
    process.getOutputStream().close();
    return Jbang.ended(process);
  }

  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void outputThatCannotBeWrittenIsAFailure() throws Exception {
    String run = SimulatedRun.write(temp.resolve("run"), BASE, 1).path().toString();
    String says = "analyze: can't write to standard output: No space left on device";
    assertOneLine(into("/dev/full", "analyze", run, "--json"), 1, says);
    assertOneLine(into("/dev/full", "analyze", "--help"), 1, says);
    assertOneLine(into("/dev/full", "compare", run, run), 1, "compare: can't write");
    Jbang.Ended read =
        Jbang.ended(
            new ProcessBuilder(
                    "bash", "-c", "./jbang analyze " + run + " | true; echo ${PIPESTATUS[0]}")
                .directory(Repository.root().toFile())
                .start());
    assertEquals("0", read.out().strip(), "who reads no more breaks nothing");
    assertEquals("", read.err());
  }

  /** Root may write anywhere but on what is mounted for reading only. */
  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws Exception {
    Path run = SimulatedRun.write(temp.resolve("run"), BASE, 1).path();
    ProcessBuilder probe =
        new ProcessBuilder(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount --bind " + run + " " + run + " && mount -o remount,bind,ro " + run);
    assumeTrue(probe.start().waitFor() == 0, "a mount of one's own needs root and unshare");
    String sealed =
        "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec ./jbang \"$@\"";
    Jbang.Ended analyzed = sealed(sealed, run, "analyze", run.toString());
    assertOneLine(analyzed, 0, "analyze: nothing is kept in " + run);
    assertTrue(analyzed.out().contains("Run run"), analyzed.out());
    assertOneLine(sealed(sealed, run, "report", run.toString()), 1, "Read-only file system");
    assertOneLine(
        Jbang.run("report", run.toString(), "--out", "/proc/none/r.html"),
        1,
        "report: /proc/none: ");
  }

  private static Jbang.Ended sealed(String script, Path run, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, run.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(Repository.root().toFile()).start();
    process.getOutputStream().close();
    return Jbang.ended(process);
  }
}
