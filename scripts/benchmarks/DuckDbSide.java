import flowgauge.record.sample.SampleCsv;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB's counts and percentiles per second of the same samples, column types given. */
final class DuckDbSide {
  private DuckDbSide() {}

  /** The argument is the samples file; prints {@code seconds rows median-of-the-middle-second}. */
  public static void main(String... args) throws Exception {
    String types =
        SampleCsv.columns().stream()
            .map(
                name ->
                    "'%s': '%s'"
                        .formatted(
                            name,
                            switch (name) {
                              case "outcome", "phase" -> "VARCHAR";
                              case "reused" -> "BOOLEAN";
                              default -> "BIGINT";
                            }))
            .collect(Collectors.joining(", ", "{", "}"));
    String query =
        """
        SELECT end_us // 1000000 AS second,
               count(*) AS ended,
               count(*) FILTER (WHERE outcome = 'ok') AS completed,
               count(*) FILTER (WHERE outcome = 'connection_reset') AS failed,
               quantile_disc(end_us - sent_us, [0.5, 0.95, 0.99])
                   FILTER (WHERE outcome = 'ok')[1] AS p50
        FROM read_csv('%s', header = true, auto_detect = false, columns = %s)
        GROUP BY second ORDER BY second
        """
            .formatted(args[0].replace("'", "''"), types);
    long from = System.nanoTime();
    List<Double> medians = new ArrayList<>();
    long ended = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ended += rows.getLong("ended");
        medians.add(rows.getDouble("p50") / 1e3);
      }
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    System.out.println(seconds + " " + ended + " " + medians.get(medians.size() / 2));
  }
}
