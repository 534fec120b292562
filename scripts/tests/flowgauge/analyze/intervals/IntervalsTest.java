package flowgauge.analyze.intervals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.Runs;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.Tables;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The interval table of a handful of requests, worked out by hand. */
class IntervalsTest {
  @TempDir Path temp;

  /**
   * Sent at 0.2 s for 0.5 s; at 0.5 s for 3 s; at 3.1 s, reset after 0.1 s. Nothing in 1 to 3 s.
   */
  private RunFolder run() throws IOException {
    return Runs.withSamples(
        temp.resolve("run"),
        Runs.HEADER
            + Runs.ok(0, 200_000, 700_000)
            + Runs.ok(1, 500_000, 3_500_000)
            + Runs.row(2, 3_100_000, 3_200_000, "connection_reset"));
  }

  private Intervals intervals(RunFolder folder) throws IOException {
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").intervals();
  }

  @Test
  void countsAreWhereTheyHappened() throws IOException {
    Intervals table = intervals(run());
    assertEquals(10, table.size());
    assertEquals(2, table.column(Intervals.SENT)[0]);
    assertEquals(1, table.column(Intervals.COMPLETED)[0]);
    assertEquals(0, table.column(Intervals.COMPLETED)[1]);
    assertEquals(1, table.column(Intervals.COMPLETED)[3]);
    assertEquals(1, table.column(Intervals.failed(Outcome.CONNECTION_RESET))[3]);
    assertEquals(2, table.column(Intervals.THROUGHPUT)[3]);
    assertEquals(1, table.column(Intervals.GOODPUT)[3]);
    assertEquals(3000, table.column(Intervals.P50_MS)[3]);
    assertTrue(Double.isNaN(table.column(Intervals.P50_MS)[2]));
  }

  @Test
  void inFlightIsItsTimeIntegral() throws IOException {
    double[] inFlight = intervals(run()).column(Intervals.IN_FLIGHT);
    assertArrayEquals(
        new double[] {0.5 + 0.5, 1, 1, 0.5 + 0.1, 0}, java.util.Arrays.copyOf(inFlight, 5), 1e-9);
  }

  @Test
  void resourcesAndDriverAreJoinedWhereTheyAre() throws IOException {
    RunFolder folder = run();
    Files.writeString(
        folder.resources("s"),
        """
        time_us,part,cpu_cores,memory_bytes,threads
        500000,server,1.0,100,7
        1000000,server,2.0,300,9
        1000000,engine,0.25,,
        1000000,host,3.5,,
        1000000,other,0.75,,
        2000000,server,x,1,1
        """);
    Files.writeString(folder.driver("s"), "time_us,users,loop_cpu_cores\n1000000,5,0.25\n");
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("s");
    Intervals table = analysis.intervals();
    assertEquals(1.5, table.column(Intervals.CPU_CORES)[0]);
    assertEquals(300, table.column(Intervals.MEMORY_BYTES)[0]);
    assertEquals(9, table.column(Intervals.THREADS)[0]);
    assertEquals(3.5, table.column(Intervals.HOST_CPU_CORES)[0]);
    assertEquals(0.25, table.column(Intervals.ENGINE_CPU_CORES)[0]);
    assertEquals(0.75, table.column(Intervals.OTHER_CPU_CORES)[0]);
    assertEquals(5, table.column(Intervals.USERS)[0]);
    assertEquals(0.25, table.column(Intervals.LOOP_CPU_CORES)[0]);
    assertTrue(analysis.warnings().stream().anyMatch(w -> w.contains("line 7")));
    assertFalse(table.has(Intervals.LISTEN_QUEUE));
  }

  @Test
  void tablesawAndFileHoldTheSame() throws IOException {
    Intervals table = intervals(run());
    Table tablesaw = table.table();
    assertEquals(10, tablesaw.rowCount());
    assertEquals(2, tablesaw.intColumn(Intervals.SENT).get(0));
    assertTrue(tablesaw.doubleColumn(Intervals.P50_MS).isMissing(2));
    Path file = temp.resolve("intervals.csv");
    IntervalCsv.write(table, file);
    Intervals again = IntervalCsv.read(file, new ArrayList<>());
    assertEquals(table.size(), again.size());
    assertEquals(Phase.STEADY, again.phase(0));
    for (String name : table.columnNames()) {
      assertArrayEquals(table.column(name), again.column(name), 1e-6, name);
    }
  }

  @Test
  void intervalsCanBeLonger() throws IOException {
    RunFolder folder = run();
    Analyzer fives = new Analyzer(5, Double.POSITIVE_INFINITY);
    Intervals table = fives.run(folder).scenarios().get("s").intervals();
    assertEquals(2, table.size());
    assertEquals(3, table.column(Intervals.SENT)[0]);
    assertEquals((0.5 + 3 + 0.1) / 5, table.column(Intervals.IN_FLIGHT)[0], 1e-9);
  }

  @Test
  void theAnalysisReadsBackAndStays() throws IOException {
    RunFolder folder = run();
    RunAnalysis analysis = Analyzer.DEFAULT.run(folder);
    Tables.write(folder, analysis);
    var json = flowgauge.record.Json.mapper().readTree(folder.analysis().toFile());
    var scenario = json.get("scenarios").get("s");
    assertEquals(1, json.get("schema").asInt());
    assertEquals("cannot_tell", scenario.get("backpressure").get("verdict").asText());
    assertTrue(scenario.get("backpressure").get("signatures").isArray());
    assertEquals("failures", scenario.get("limiter").get("name").asText());
    assertEquals(11, scenario.get("percentiles").get("rows").size());
    assertEquals(
        "connection_reset",
        scenario.get("failures").get("clusters").get(0).get("outcomes").fieldNames().next());
    assertTrue(Files.exists(folder.intervals("s")));
    assertTrue(Files.exists(folder.table("s", "percentiles")));
  }
}
