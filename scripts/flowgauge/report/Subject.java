package flowgauge.report;

import flowgauge.analyze.Comparison;
import flowgauge.analyze.RunAnalysis;
import flowgauge.record.DriverVerdict;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is about: one run, or several whose scenarios stand side by side.
 *
 * @param title in the head
 * @param runs what the folders say, in the order given
 * @param analysis of all scenarios; with several runs each scenario's name carries its run's letter
 * @param scenarios settings by the same names
 * @param samples samples files by the same names
 * @param comparisons scenario against scenario: of one run its two, of two runs those that both
 *     have
 */
record Subject(
    String title,
    List<RunInfo> runs,
    RunAnalysis analysis,
    Map<String, ScenarioInfo> scenarios,
    Map<String, Path> samples,
    List<Comparison> comparisons) {

  /** The verdicts on the driver, by scenario. */
  Map<String, DriverVerdict> verdicts() {
    Map<String, DriverVerdict> verdicts = new LinkedHashMap<>();
    scenarios.forEach((name, it) -> it.driver().ifPresent(v -> verdicts.put(name, v)));
    return verdicts;
  }

  /** The comparison of the only two scenarios, if there is one. */
  Optional<Comparison> only() {
    return comparisons.size() == 1 ? Optional.of(comparisons.get(0)) : Optional.empty();
  }
}
