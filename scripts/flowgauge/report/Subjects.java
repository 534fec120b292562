package flowgauge.report;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.compare.Comparisons;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    Map<String, Capacity> capacities = new LinkedHashMap<>();
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
      CapacityFile.read(folder)
          .ifPresent(
              file -> file.scenarios().forEach((name, it) -> capacities.put(name + suffix, it)));
      for (String warning : only.warnings()) {
        warnings.add(only.run() + ": " + warning);
      }
    }
    settings.keySet().retainAll(analyses.keySet());
    samples.keySet().retainAll(analyses.keySet());
    capacities.keySet().retainAll(analyses.keySet());
    RunAnalysis all =
        new RunAnalysis(RunAnalysis.SCHEMA, only.run(), only.toolVersion(), analyses, warnings);
    List<Comparison> comparisons = comparisons(folders, analyses.keySet(), warnings);
    return new Subject(
        String.join(" and ", titles), runs, all, settings, samples, comparisons, capacities);
  }

  /** Of one run its only two scenarios; of several those that a later one has with the first. */
  private static List<Comparison> comparisons(
      List<RunFolder> folders, Set<String> names, List<String> warnings) {
    List<Comparison> comparisons = new ArrayList<>();
    Path base = folders.get(0).path();
    if (folders.size() == 1 && names.size() == 2) {
      Iterator<String> both = names.iterator();
      String a = both.next();
      String b = both.next();
      compare(base, a, a, base, b, b, warnings).ifPresent(comparisons::add);
    }
    for (int i = 1; i < folders.size(); i++) {
      for (String name : names) {
        String scenario = name.endsWith(" (A)") ? name.substring(0, name.length() - 4) : null;
        String other = scenario + " (" + (char) ('A' + i) + ")";
        if (scenario != null && names.contains(other)) {
          compare(base, scenario, name, folders.get(i).path(), scenario, other, warnings)
              .ifPresent(comparisons::add);
        }
      }
    }
    return comparisons;
  }

  private static Optional<Comparison> compare(
      Path runA, String a, String nameA, Path runB, String b, String nameB, List<String> warnings) {
    try {
      Comparison it = Comparisons.of(runA + ":" + a, runB + ":" + b).get(0);
      return Optional.of(
          new Comparison(
              nameA,
              nameB,
              it.verdict(),
              it.sentence(),
              it.steadyOnly(),
              it.changes(),
              it.quantiles(),
              it.effect(),
              it.effectP(),
              it.differences()));
    } catch (IOException cannot) {
      warnings.add(nameA + " and " + nameB + " could not be compared: " + cannot.getMessage());
      return Optional.empty();
    }
  }
}
