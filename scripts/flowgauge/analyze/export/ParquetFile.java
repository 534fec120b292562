package flowgauge.analyze.export;

import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Apache Parquet, by DuckDB: the columns of {@code samples.csv} in its units, times and counts as
 * whole numbers, a label as its name, behind the names of run and scenario, so that a folder of
 * many runs is one table.
 */
final class ParquetFile implements Exporter {
  @Override
  public Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException {
    Path samples = folder.samples(scenario.name());
    List<String> header = Samples.columns(samples);
    String columns =
        header.stream()
            .map(name -> "'%s': '%s'".formatted(quoted(name), type(name)))
            .collect(Collectors.joining(", "));
    String select =
        SampleCsv.columns().stream()
            .map(name -> column(name, header.contains(name), scenario))
            .collect(Collectors.joining(", "));
    String query =
        """
        COPY (SELECT '%s' AS run, '%s' AS scenario, %s
              FROM read_csv('%s', header = true, auto_detect = false, columns = {%s}))
        TO '%s' (FORMAT parquet, COMPRESSION zstd)"""
            .formatted(
                quoted(Exporter.runName(folder)),
                quoted(scenario.name()),
                select,
                quoted(samples.toAbsolutePath().toString()),
                columns,
                quoted(file.toAbsolutePath().toString()));
    try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = db.createStatement()) {
      statement.execute("SET memory_limit = '1GB'");
      statement.execute(query);
      return Optional.empty();
    } catch (SQLException failed) {
      throw new IOException(
          "DuckDB could not write %s: %s"
              .formatted(file, String.valueOf(failed.getMessage()).lines().findFirst().orElse("")),
          failed);
    }
  }

  /** A column of the file; every file has all, also of runs whose samples lack some. */
  private static String column(String name, boolean there, ScenarioInfo scenario) {
    boolean label = name.equals(Column.LABEL.text());
    if (!there) {
      return "CAST(NULL AS %s) AS %s".formatted(label ? "VARCHAR" : type(name), name);
    }
    return label ? label(scenario) : '"' + name + '"';
  }

  /** The name itself in place of its number, from 0; DuckDB counts from 1. */
  private static String label(ScenarioInfo scenario) {
    String names =
        scenario.labels().orElse(List.of()).stream()
            .map(label -> "'" + quoted(label.name()) + "'")
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "CAST(NULL AS VARCHAR) AS label"
        : "list_extract([%s], label + 1) AS label".formatted(names);
  }

  private static String type(String column) {
    return Column.of(column)
        .map(
            known ->
                switch (known.kind()) {
                  case COUNT -> "INTEGER";
                  case NUMBER, DURATION, MOMENT -> "BIGINT";
                  case FLAG -> "BOOLEAN";
                  case OUTCOME, PHASE -> "VARCHAR";
                })
        .orElse("VARCHAR");
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }
}
