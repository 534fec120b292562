package flowgauge.analyze.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.analyze.foreign.Importers;
import flowgauge.analyze.foreign.Untold;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run in each form, read back by what else reads that form. */
class ExportTest {
  @TempDir Path temp;

  private final RunFolder folder = recorded();
  private final RunInfo run = read();
  private final ScenarioInfo scenario = run.scenarios().get(0);
  private final Summary summary = scenario.summary().orElseThrow();

  private static RunFolder recorded() {
    try {
      return RunFolder.open(RunNames.datasets().orElseThrow().resolve("recorded/keep-alive"));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private RunInfo read() {
    try {
      return folder.read();
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private Path exported(String form) throws IOException {
    Path file = temp.resolve("x." + form);
    Optional<String> note = Exporter.ALL.get(form).write(folder, run, scenario, file);
    assertEquals(Optional.empty(), note);
    return file;
  }

  private Summary backAgain(Path file, Told told) throws IOException {
    RunFolder again = RunFolder.createAt(temp.resolve("again"));
    Source source = Source.of(file);
    Importers.into(Importers.of(source, told), source, told, again, Progress.NONE);
    return again.read().scenarios().get(0).summary().orElseThrow();
  }

  @Test
  void duckDbReadsParquet() throws Exception {
    Path file = exported("parquet");
    try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = db.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select count(*), count(*) filter (outcome = 'ok'), max(end_us - sent_us)
                         filter (outcome = 'ok'), any_value(run), any_value(scenario),
                       any_value(typeof(end_us)), count(status)
                from '%s'"""
                    .formatted(file))) {
      found.next();
      assertEquals(summary.requests(), found.getLong(1));
      assertEquals(summary.succeeded(), found.getLong(2));
      assertEquals(summary.responseTime().maxMs(), found.getLong(3) / 1e3, 1e-9);
      assertEquals("keep-alive", found.getString(4));
      assertEquals(scenario.name(), found.getString(5));
      assertEquals("BIGINT", found.getString(6));
      assertEquals(summary.succeeded(), found.getLong(7), "a failure has no status");
    }
  }

  /** This recording's samples lack columns that later ones have; a folder of both is one table. */
  @Test
  void everyParquetFileHasAllColumns() throws Exception {
    Path file = exported("parquet");
    List<String> columns = new ArrayList<>();
    try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = db.createStatement();
        ResultSet found = statement.executeQuery("describe select * from '%s'".formatted(file))) {
      while (found.next()) {
        columns.add(
            found.getString(1) + (found.getString(1).equals("label") ? found.getString(2) : ""));
      }
    }
    List<String> all = new ArrayList<>(List.of("run", "scenario"));
    all.addAll(SampleCsv.columns());
    all.replaceAll(name -> name.equals("label") ? "labelVARCHAR" : name);
    assertEquals(all, columns);
  }

  @Test
  void aJtlIsImportedAgain() throws IOException {
    Summary again = backAgain(exported("jtl"), Untold.scenario("s"));
    assertEquals(summary.outcomes(), again.outcomes());
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      assertEquals(
          summary.responseTime().percentiles().get(i),
          again.responseTime().percentiles().get(i),
          1);
    }
  }

  @Test
  void aHistogramLogHasTheSameAnswers() throws IOException {
    Told none = Untold.scenario("s");
    Summary again = backAgain(exported("hlog"), none);
    assertEquals(summary.succeeded(), again.succeeded());
    assertEquals(
        summary.responseTime().medianMs(),
        again.responseTime().medianMs(),
        summary.responseTime().medianMs() / 500);
  }

  @Test
  void everyLineIsAnObject() throws IOException {
    List<String> lines = Files.readAllLines(exported("jsonl"));
    assertEquals(summary.requests(), lines.size());
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertEquals(scenario.name(), first.get("scenario").asText());
    assertEquals("ok", first.get("outcome").asText());
    assertEquals(200, first.get("status").asInt());
  }
}
