package flowgauge.analyze.export;

import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.LatencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** An HdrHistogram log as bench writes it, of any run with samples. */
final class HistogramFile implements Exporter {
  @Override
  public Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException {
    try (LatencyLog log = new LatencyLog(file, scenario.started())) {
      Samples.forEach(folder.samples(scenario.name()), log);
    }
    return Optional.empty();
  }
}
