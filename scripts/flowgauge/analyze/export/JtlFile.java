package flowgauge.analyze.export;

import static flowgauge.analyze.statistics.Figures.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** JMeter's results as CSV, in milliseconds: what its report and others' plugins read. */
final class JtlFile implements Exporter {
  private static final String[] COLUMNS =
      ("timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,Latency,"
              + "Connect")
          .split(",");

  @Override
  public Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException {
    long[] left = new long[1];
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(COLUMNS);
      long startUs = scenario.started().toEpochMilli() * 1_000;
      Samples.forEach(
          folder.samples(scenario.name()),
          row -> {
            if (row.outcome() == Outcome.UNFINISHED || row.outcome() == Outcome.NOT_SENT) {
              left[0]++;
            } else {
              row(csv, scenario, startUs, row);
            }
          });
    }
    return left[0] == 0
        ? Optional.empty()
        : Optional.of(
            format(
                "%,d requests that were unfinished or never sent have no place in a JTL", left[0]));
  }

  private static void row(CsvWriter csv, ScenarioInfo scenario, long startUs, Sample row) {
    long firstByteUs = row.firstByteUs() < 0 ? 0 : row.firstByteUs() - row.sentUs();
    csv.writeRecord(
        Long.toString((startUs + row.sentUs()) / 1_000),
        millis(row.responseUs()),
        Exporter.label(scenario, row).orElse(scenario.name()),
        row.status() < 0
            ? "Non HTTP response code: " + exception(row.outcome())
            : row.status() + "",
        row.outcome().text(),
        row.user() < 0 ? "" : scenario.name() + " 1-" + (row.user() + 1),
        Boolean.toString(row.outcome() == Outcome.OK),
        Long.toString(Math.max(0, row.responseBytes())),
        millis(firstByteUs),
        millis(Math.max(0, row.connectUs())));
  }

  private static String millis(long us) {
    return Long.toString(Math.round(us / 1e3));
  }

  /** What a Java client would have thrown. */
  private static String exception(Outcome outcome) {
    return switch (outcome) {
      case CONNECT_REFUSED -> "java.net.ConnectException: Connection refused";
      case CONNECT_TIMEOUT -> "org.apache.http.conn.ConnectTimeoutException";
      case CONNECT_FAILED -> "java.net.NoRouteToHostException";
      case CONNECTION_RESET -> "java.net.SocketException: Connection reset";
      case REMOTE_CLOSED -> "org.apache.http.NoHttpResponseException";
      case RESPONSE_TIMEOUT -> "java.net.SocketTimeoutException";
      default -> "org.apache.http.ProtocolException";
    };
  }
}
