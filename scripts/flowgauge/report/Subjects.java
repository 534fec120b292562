package flowgauge.report;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Comparison;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and analyzes the runs of a report. */
final class Subjects {
  private Subjects() {}

  /**
   * One run as it is, or several with each scenario's name followed by its run's letter.
   *
   * @throws IOException with one line if a run can't be read
   */
  static Subject of(List<RunFolder> folders) throws IOException {
    List<RunInfo> runs = new ArrayList<>();
    Map<String, ScenarioAnalysis> analyses = new LinkedHashMap<>();
    Map<String, ScenarioInfo> settings = new LinkedHashMap<>();
    Map<String, Path> samples = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    RunAnalysis only = null;
    for (int i = 0; i < folders.size(); i++) {
      RunFolder folder = folders.get(i);
      RunInfo run = folder.read();
      only = Analyzer.DEFAULT.run(folder);
      String suffix = folders.size() == 1 ? "" : " (" + (char) ('A' + i) + ")";
      runs.add(run);
      titles.add(only.run() + suffix);
      only.scenarios().forEach((name, it) -> analyses.put(name + suffix, it));
      for (ScenarioInfo scenario : run.scenarios()) {
        settings.put(scenario.name() + suffix, scenario);
        samples.put(scenario.name() + suffix, folder.samples(scenario.name()));
      }
      for (String warning : only.warnings()) {
        warnings.add(only.run() + ": " + warning);
      }
    }
    settings.keySet().retainAll(analyses.keySet());
    samples.keySet().retainAll(analyses.keySet());
    RunAnalysis all =
        new RunAnalysis(RunAnalysis.SCHEMA, only.run(), only.toolVersion(), analyses, warnings);
    List<Comparison> comparisons = List.of();
    return new Subject(String.join(" and ", titles), runs, all, settings, samples, comparisons);
  }
}
