package flowgauge.analyze.foreign;

import static flowgauge.analyze.foreign.LocustRuns.NOTHING;
import static flowgauge.analyze.foreign.LocustRuns.analysis;
import static flowgauge.analyze.foreign.LocustRuns.told;
import static flowgauge.analyze.foreign.LocustRuns.warnings;
import static flowgauge.analyze.statistics.Figures.format;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locust's files, small ones made here. */
class LocustTest {
  private static final String STATS_HEADER =
      "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,"
          + "Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,"
          + "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";
  private static final String HISTORY_HEADER =
      "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,"
          + "99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,"
          + "Total Average Response Time,Total Min Response Time,Total Max Response Time,"
          + "Total Average Content Size\n";

  @TempDir Path temp;

  private String small() throws IOException {
    Files.writeString(
        temp.resolve("x_stats.csv"),
        STATS_HEADER
            + ",Aggregated,40,2,100,110,1,200,5,10,0.5,"
            + "100,110,120,130,140,150,160,170,180,190,200\n");
    StringBuilder history = new StringBuilder(HISTORY_HEADER);
    for (int s : new int[] {0, 1, 3, 4}) { // second 2 is skipped
      history.append(
          format(
              "%d,%d,,Aggregated,10,0,%s,1,1,1,1,150,1,170,1,1,1,%d,%d,100,110,1,200,5\n",
              1000 + s, Math.min(20, 10 * s), s == 0 ? "N/A" : "100", 10 * s, s / 2));
    }
    Files.writeString(temp.resolve("x_stats_history.csv"), history);
    Files.writeString(
        temp.resolve("x_failures.csv"),
        "Method,Name,Error,Occurrences\n"
            + "GET,/,\"ConnectionResetError(104, 'Connection reset by peer')\",1\n"
            + "GET,/,Teapot,1\n");
    return temp.resolve("x").toString();
  }

  private ScenarioAnalysis imported(String prefix, Told told) throws IOException {
    return analysis(temp.resolve("run"), prefix, told);
  }

  @Test
  void intervalsComeFromDifferencesAndGapsAreFilled() throws IOException {
    ScenarioAnalysis analysis = imported(small(), told(0.5, 0.5, null));
    Intervals table = analysis.intervals();
    assertEquals(4, table.size());
    assertEquals(9.5, table.column(Intervals.COMPLETED)[2]);
    assertEquals(0.5, table.column(Intervals.FAILED)[2]);
    assertEquals(110, table.column(Intervals.MEAN_MS)[0], 1e-9);
    assertEquals(20 - 10 * 0.5, table.column(Intervals.IN_FLIGHT)[3], 1e-9);
    assertEquals(Phase.RAMP, table.phase(1));
    assertEquals(Phase.STEADY, table.phase(2));
    assertEquals(38, analysis.summary().succeeded());
    assertEquals(1, analysis.summary().outcomes().get(Outcome.CONNECTION_RESET.text()));
    assertTrue(
        analysis.summary().warnings().stream().anyMatch(warning -> warning.contains("Teapot")));
  }

  @Test
  void whatIsNotToldStaysUnknown() throws IOException {
    ScenarioAnalysis analysis = imported(small(), NOTHING);
    assertTrue(analysis.limiter().candidate(Limiter.Name.CLIENTS).isEmpty());
    assertTrue(
        analysis.summary().warnings().stream()
            .anyMatch(warning -> warning.contains("--wait-time")));
  }

  private String refusal(String prefix) {
    return assertThrows(IOException.class, () -> imported(prefix, NOTHING)).getMessage();
  }

  @Test
  void namesAFileThatIsMissingOrBroken() throws IOException {
    String prefix = small();
    Path history = temp.resolve("x_stats_history.csv");
    Files.writeString(history, Files.readString(history).replace("1003,20", "1003,many"));
    String message = refusal(prefix);
    assertTrue(message.contains("x_stats_history.csv, line 4: User Count is 'many'"), message);
    assertFalse(Files.exists(temp.resolve("run")), "a refused import leaves nothing behind");
    Files.delete(history);
    message = refusal(prefix);
    assertTrue(message.contains("there is no file") && message.contains("--csv"), message);
    message = refusal(temp.resolve("y").toString());
    assertTrue(message.contains("y_stats_history.csv"), message);
  }

  private Intervals table(String history) throws IOException {
    String prefix = small();
    Files.writeString(temp.resolve("x_stats_history.csv"), HISTORY_HEADER + history);
    return imported(prefix, NOTHING).intervals();
  }

  private static String row(long second, int users, String name, double requests, double meanMs) {
    return format(
        "%d,%d,,%s,1,0,70,1,1,1,1,80,1,90,1,1,1,%.0f,0,100,%.3f,1,200,5\n",
        second, users, name, requests, meanMs);
  }

  @Test
  void percentilesSinceTheStartAreNoPercentilesOfASecond() throws IOException {
    String all = row(0, 1, "Aggregated", 0, 0) + row(1, 1, "Aggregated", 5, 10);
    assertFalse(table(all).has(Intervals.P50_MS));
    Files.walk(temp.resolve("run"))
        .sorted(Comparator.reverseOrder())
        .forEach(f -> f.toFile().delete());
    Intervals current = table(all + row(1, 1, "/a", 5, 10));
    assertEquals(70, current.column(Intervals.P50_MS)[0]);
  }

  @Test
  void severalRowsASecondLoseNothing() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int half = 0; half <= 20; half++) {
      rows.append(row(half / 2, 4, "Aggregated", 5 * half, 100));
    }
    double[] completed = table(rows.toString()).column(Intervals.COMPLETED);
    assertEquals(100, Arrays.stream(completed).sum(), 1e-9);
    assertEquals(10, completed[5], 1e-9);
  }

  @Test
  void idleSecondsAroundTheLoadAreLeftOut() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int s = 0; s < 60; s++) {
      boolean load = s >= 10 && s < 30;
      int done = Math.max(0, Math.min(30, s) - 10);
      rows.append(row(s, load ? 3 : 0, "Aggregated", 6.0 * done, 500));
    }
    Intervals table = table(rows.toString());
    assertEquals(21, table.size());
    assertEquals(Phase.DRAIN, table.phase(20));
    assertEquals(Phase.STEADY, table.phase(19));
    // X R = 6/s x 0.5 s
    assertEquals(3, table.column(Intervals.IN_FLIGHT)[10], 1e-9);
  }

  @Test
  void totalsThatWereResetCountFromThenOn() throws IOException {
    String rows =
        row(0, 1, "Aggregated", 0, 0)
            + row(1, 1, "Aggregated", 10, 100)
            + row(2, 1, "Aggregated", 4, 50)
            + row(3, 1, "Aggregated", 14, 50);
    double[] completed = table(rows).column(Intervals.COMPLETED);
    assertEquals(List.of(10.0, 4.0, 10.0), Arrays.stream(completed).boxed().toList());
  }

  @Test
  void aCutLastRowIsLeftOutAndTold() throws IOException {
    String prefix = small();
    Path history = temp.resolve("x_stats_history.csv");
    String text = Files.readString(history);
    Files.writeString(history, text.substring(0, text.length() - 20));
    ScenarioAnalysis analysis = imported(prefix, NOTHING);
    assertEquals(3, analysis.intervals().size());
    assertTrue(warnings(analysis).contains("may be cut"), warnings(analysis));
  }

  @Test
  void localesMarksAndCodePagesChangeNothing() throws IOException {
    Locale before = Locale.getDefault();
    String prefix = small();
    Path stats = temp.resolve("x_stats.csv");
    Files.writeString(stats, "\uFEFF" + Files.readString(stats));
    Files.write(
        temp.resolve("x_failures.csv"),
        "Method,Name,Error,Occurrences\nGET,/,Connexion ferm\u00e9e 10054,2\n"
            .getBytes(Charset.forName("windows-1252")));
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      ScenarioAnalysis analysis = imported(prefix, NOTHING);
      assertEquals(190, analysis.percentiles().at(99.99).ms());
      assertTrue(warnings(analysis).contains("2 x Connexion ferm\u00e9e"), warnings(analysis));
      assertEquals(2, analysis.summary().outcomes().get(Outcome.CONNECTION_RESET.text()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void oneNameAlone() throws IOException {
    String prefix = small();
    Path stats = temp.resolve("x_stats.csv");
    Files.writeString(
        stats,
        Files.readString(stats) + "GET,/a,30,0,100,110,1,200,5,10,0.5,1,2,3,4,5,6,7,8,9,10,11\n");
    Told only = ForeignRows.told("/a", Map.of());
    String message = assertThrows(IOException.class, () -> imported(prefix, only)).getMessage();
    assertTrue(message.contains("--csv-full-history"), message);
    Path history = temp.resolve("x_stats_history.csv");
    Files.writeString(
        history,
        Files.readString(history)
            + row(1005, 2, "/a", 0, 0).replace(",,/a", ",GET,/a")
            + row(1006, 2, "/a", 30, 5).replace(",,/a", ",GET,/a"));
    ScenarioAnalysis analysis = imported(prefix, only);
    assertEquals(30, analysis.summary().requests());
    assertEquals(30, analysis.intervals().column(Intervals.COMPLETED)[0]);
  }
}
