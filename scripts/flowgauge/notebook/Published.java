package flowgauge.notebook;

import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.record.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Published tables beside a run of one's own, like with like. */
final class Published {
  private static final ColumnType[] TYPES = {
    ColumnType.STRING, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.STRING
  };

  private Published() {}

  static Table beside(Path folder, List<String> names, Map<String, ScenarioAnalysis> scenarios)
      throws IOException {
    Table table = Table.create("published and measured");
    List<String> scenarioNames = List.of("wsgi-sync", "asgi-async");
    for (String name : names) {
      Table published = read(folder.resolve(name + ".csv"));
      if (table.columnCount() == 0) {
        table.addColumns(published.stringColumn("metric").copy());
      }
      for (String scenario : scenarioNames) {
        double[] figures = published.doubleColumn(scenario.replace('-', '_')).asDoubleArray();
        table.addColumns(DoubleColumn.create(scenario + ", " + name, figures));
      }
    }
    StringColumn metrics = table.stringColumn("metric");
    for (String scenario : scenarioNames) {
      ScenarioAnalysis measured = scenarios.get(scenario);
      if (measured != null) {
        DoubleColumn own = DoubleColumn.create(scenario + ", this run");
        List<Double> figures = figures(measured);
        for (int i = 0; i < metrics.size(); i++) {
          own.append(i < figures.size() ? figures.get(i) : Double.NaN);
        }
        table.addColumns(own);
      }
    }
    return table;
  }

  private static Table read(Path file) throws IOException {
    return Table.read()
        .csv(CsvReadOptions.builder(file.toFile()).columnTypes(TYPES).header(true).build());
  }

  /** In the order of the published tables. */
  private static List<Double> figures(ScenarioAnalysis scenario) {
    Summary summary = scenario.summary();
    Summary.Times locust = scenario.percentiles().locust();
    List<Double> figures =
        new ArrayList<>(
            List.of(
                (double) (summary.succeeded() + summary.failed()),
                (double) summary.failed(),
                locust.medianMs(),
                locust.meanMs(),
                locust.minMs(),
                locust.maxMs(),
                summary.requestsPerSecond() + summary.failuresPerSecond(),
                summary.failuresPerSecond()));
    figures.addAll(locust.percentiles());
    return figures;
  }
}
