package flowgauge.analyze.export;

import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A form that samples can be written in. A further one is a file and a line here. */
public interface Exporter {
  /** By what {@code --to} takes, which is the files' ending too. */
  Map<String, Exporter> ALL =
      Map.of(
          "parquet", new ParquetFile(),
          "jtl", new JtlFile(),
          "hlog", new HistogramFile(),
          "jsonl", new JsonLines());

  /**
   * Writes one scenario.
   *
   * @param run its folder's {@code run.json}
   * @param file to write; must not exist
   * @return what a reader must know, if anything
   */
  Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException;

  /** The name of a request, where it has one. */
  static Optional<String> label(ScenarioInfo scenario, Sample row) {
    return scenario
        .labels()
        .filter(names -> row.label() >= 0 && row.label() < names.size())
        .map(names -> names.get(row.label()).name());
  }

  /** The name of a run in what is written. */
  static String runName(RunFolder folder) {
    return folder.path().toAbsolutePath().normalize().getFileName().toString();
  }
}
