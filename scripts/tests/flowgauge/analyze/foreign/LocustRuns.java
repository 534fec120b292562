package flowgauge.analyze.foreign;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Locust's files as runs. */
final class LocustRuns {
  static final Told NOTHING = told(Double.NaN, Double.NaN, null);

  private LocustRuns() {}

  /** What analyses say of Locust's files below a prefix, imported into a folder. */
  static ScenarioAnalysis analysis(Path to, String prefix, Told told) throws IOException {
    RunFolder folder = RunFolder.createAt(to);
    Source source = Importers.source(prefix);
    Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    return Analyzer.DEFAULT.run(folder).scenarios().get(told.scenario());
  }

  static Told told(double waitMin, double waitMax, Integer threads) {
    return new Told(
        "locust",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        waitMin,
        waitMax,
        Optional.empty(),
        Optional.ofNullable(threads).map(t -> 8),
        Optional.ofNullable(threads),
        threads == null ? Double.NaN : 1.25,
        Optional.empty(),
        Map.of());
  }

  static String warnings(ScenarioAnalysis analysis) {
    return String.join("\n", analysis.summary().warnings());
  }
}
