package flowgauge.analyze.export;

import flowgauge.analyze.samples.SampleRow;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.LatencyLog;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.SampleQueue;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** An HdrHistogram log as bench writes it, of any run with samples. */
final class HistogramFile implements Exporter {
  @Override
  public Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException {
    try (LatencyLog log = new LatencyLog(file, scenario.started())) {
      SampleQueue queue = new SampleQueue(1 << 4);
      Samples.forEach(
          folder.samples(scenario.name()),
          row -> {
            put(queue, row);
            queue.read(log, 1);
          });
    }
    return Optional.empty();
  }

  private static void put(SampleQueue queue, SampleRow row) {
    queue.put(
        row.request,
        (int) row.user,
        row.connection,
        row.reused,
        row.idleUs,
        row.intendedUs < 0 ? row.sentUs : row.intendedUs,
        row.sentUs,
        row.connectUs,
        row.firstByteUs,
        row.endUs,
        (int) row.inFlight,
        row.outcome,
        (int) row.status,
        row.responseBytes,
        row.nodeUs,
        row.backendUs,
        row.phase,
        (int) row.retries);
  }
}
