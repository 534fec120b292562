package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locust's files, small ones made here and the archive's where they are. */
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
          "%d,%d,,Aggregated,10,0,%s,1,1,1,1,150,1,170,1,1,1,%d,%d,100,110,1,200,5\n"
              .formatted(1000 + s, Math.min(20, 10 * s), s == 0 ? "N/A" : "100", 10 * s, s / 2));
    }
    Files.writeString(temp.resolve("x_stats_history.csv"), history);
    Files.writeString(
        temp.resolve("x_failures.csv"),
        "Method,Name,Error,Occurrences\n"
            + "GET,/,\"ConnectionResetError(104, 'Connection reset by peer')\",1\n"
            + "GET,/,Teapot,1\n");
    return temp.resolve("x").toString();
  }

  private RunFolder imported(LocustImport files) throws IOException {
    RunFolder folder = RunFolder.createAt(temp.resolve("run"));
    files.into(folder);
    return folder;
  }

  private static LocustImport of(
      String prefix, double waitMin, double waitMax, Integer workers, Integer threads) {
    return new LocustImport(
        prefix,
        "locust",
        Optional.empty(),
        waitMin,
        waitMax,
        Optional.empty(),
        Optional.ofNullable(workers),
        Optional.ofNullable(threads),
        Double.NaN);
  }

  @Test
  void intervalsComeFromDifferencesAndGapsAreFilled() throws IOException {
    RunFolder folder = imported(of(small(), 0.5, 0.5, null, null));
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("locust");
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
    RunFolder folder = imported(of(small(), Double.NaN, Double.NaN, null, null));
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("locust");
    assertTrue(analysis.limiter().candidate(Limiter.Name.CLIENTS).isEmpty());
    assertTrue(
        analysis.summary().warnings().stream()
            .anyMatch(warning -> warning.contains("--wait-time")));
  }

  @Test
  void namesAFileThatIsMissingOrBroken() throws IOException {
    String prefix = small();
    Path history = temp.resolve("x_stats_history.csv");
    Files.writeString(history, Files.readString(history).replace("1003,20", "1003,many"));
    String message = assertThrows(IOException.class, () -> LocustImport.check(prefix)).getMessage();
    assertTrue(message.contains("x_stats_history.csv, line 4"), message);
    Files.delete(history);
    message = assertThrows(IOException.class, () -> LocustImport.check(prefix)).getMessage();
    assertTrue(message.contains("there is no file") && message.contains("--csv"), message);
    String file = prefix + "_stats.csv";
    message = assertThrows(IOException.class, () -> LocustImport.check(file)).getMessage();
    assertTrue(message.endsWith("with --csv, here " + prefix), message);
  }

  private static Path archive() {
    Path shared =
        RunNames.datasets().orElse(Path.of("x", "y")).toAbsolutePath().getParent().getParent();
    Path data = shared.resolve("shared/data/promptflow-harness-v1.12.0");
    assumeTrue(Files.isDirectory(data), "the archive's files are not beside the checkout");
    return data;
  }

  private ScenarioAnalysis archived(String name, String engine, int threads) throws IOException {
    LocustImport files =
        new LocustImport(
            archive().resolve(name).toString(),
            "locust",
            Optional.of(500),
            1,
            2,
            Optional.of(engine),
            Optional.of(8),
            Optional.of(threads),
            1.25);
    return Analyzer.DEFAULT.run(imported(files)).scenarios().get("locust");
  }

  @Test
  void theArchivesSyncRunIsSaturatedByItsThreads() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_sync", "wsgi", 8);
    assertEquals(Verdict.SATURATED, analysis.backpressure().verdict());
    assertEquals(Limiter.Name.SERVER_THREADS, analysis.limiter().name());
    Limiter.Candidate threads =
        analysis.limiter().candidate(Limiter.Name.SERVER_THREADS).orElseThrow();
    assertEquals(51.2, threads.boundPerSecond().orElseThrow(), 1e-9);
    assertTrue(analysis.failures().claim().startsWith("1 failure in 1 cluster;"));
  }

  @Test
  void fourThreadsAreCalledImpossible() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_sync", "wsgi", 4);
    assertEquals(Verdict.SATURATED, analysis.backpressure().verdict());
    String evidence =
        analysis.limiter().candidate(Limiter.Name.SERVER_THREADS).orElseThrow().evidence();
    assertTrue(evidence.startsWith("impossible"), evidence);
    assertTrue(evidence.contains("25.6 req/s"), evidence);
  }

  @Test
  void theArchivesAsyncRunIsLimitedByItsClients() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_async", "asgi", 8);
    assertEquals(Verdict.NONE, analysis.backpressure().verdict());
    assertEquals(Limiter.Name.CLIENTS, analysis.limiter().name());
    Limiter.Candidate clients = analysis.limiter().candidate(Limiter.Name.CLIENTS).orElseThrow();
    assertEquals(179.5, clients.boundPerSecond().orElseThrow(), 0.05);
    // 9,085 requests less the 991 of the ramp in 45 s; Locust's own rates of ten seconds each, the
    // ramp no longer in them, have a median of 179.6.
    assertEquals(8094 / 45.0, analysis.limiter().measuredPerSecond(), 1e-6);
    assertEquals(179.6, analysis.limiter().measuredPerSecond(), 0.3);
  }
}
