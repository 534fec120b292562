package flowgauge.report;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.compare.Comparison;
import flowgauge.chart.Charts;
import flowgauge.record.DriverVerdict;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
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
 * @param capacities that were searched, by the same names
 */
public record Subject(
    String title,
    List<RunInfo> runs,
    RunAnalysis analysis,
    Map<String, ScenarioInfo> scenarios,
    Map<String, Path> samples,
    List<Comparison> comparisons,
    Map<String, Capacity> capacities) {

  /**
   * Reads and analyzes runs; the first is the base of comparisons.
   *
   * @throws IOException with one line if a run can't be read
   */
  public static Subject of(List<RunFolder> runs) throws IOException {
    return Subjects.of(runs);
  }

  /** The verdict in three sentences. */
  public List<String> verdict() {
    return Sentences.of(analysis, verdicts(), only());
  }

  /** What the charts need beside the analysis. */
  public Charts.Facts facts() {
    int cores = runs.stream().mapToInt(run -> run.host().cores()).max().orElse(1);
    return new Charts.Facts(samples, verdicts(), cores);
  }

  /** The verdicts on the driver, by scenario. */
  public Map<String, DriverVerdict> verdicts() {
    Map<String, DriverVerdict> verdicts = new LinkedHashMap<>();
    scenarios.forEach((name, it) -> it.driver().ifPresent(v -> verdicts.put(name, v)));
    return verdicts;
  }

  /** The comparison of the only two scenarios, if there is one. */
  Optional<Comparison> only() {
    return comparisons.size() == 1 ? Optional.of(comparisons.get(0)) : Optional.empty();
  }
}
