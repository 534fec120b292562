package flowgauge.analyze.compare;

import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares runs, scenario by scenario.
 *
 * <p>A side is written {@code RUN[:SCENARIO]}, several with commas between: they are pooled as
 * repeats. Where a side names no scenario, those that both sides have are compared.
 */
public final class Comparisons {
  private Comparisons() {}

  /**
   * Compares side B with side A.
   *
   * @param seed of every resampling
   * @throws IOException with one line if a run is not there, can't be read, or has no scenario in
   *     common with the other side
   */
  public static List<Comparison> of(String a, String b, long seed) throws IOException {
    Map<String, List<Part>> sideA = parts(a);
    Map<String, List<Part>> sideB = parts(b);
    List<Comparison> comparisons = new ArrayList<>();
    boolean named = a.contains(":") || b.contains(":");
    if (named && sideA.size() == 1 && sideB.size() == 1) {
      String nameA = sideA.keySet().iterator().next();
      String nameB = sideB.keySet().iterator().next();
      comparisons.add(compare(nameA, sideA.get(nameA), nameB, sideB.get(nameB), seed));
      return comparisons;
    }
    Set<String> common = new LinkedHashSet<>(sideA.keySet());
    common.retainAll(sideB.keySet());
    if (common.isEmpty()) {
      throw new IOException(
          "the two have no scenario in common (%s; %s): name one each, as RUN:SCENARIO"
              .formatted(String.join(", ", sideA.keySet()), String.join(", ", sideB.keySet())));
    }
    for (String scenario : common) {
      comparisons.add(compare(scenario, sideA.get(scenario), scenario, sideB.get(scenario), seed));
    }
    return comparisons;
  }

  private record Part(RunFolder folder, RunInfo run, ScenarioInfo scenario) {}

  private static Map<String, List<Part>> parts(String side) throws IOException {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    for (String one : side.split(",")) {
      int colon = one.lastIndexOf(':');
      String scenario = colon > 0 ? one.substring(colon + 1) : "";
      RunFolder folder = RunNames.find(colon > 0 ? one.substring(0, colon) : one);
      RunInfo run = folder.read();
      boolean found = false;
      for (ScenarioInfo info : run.scenarios()) {
        if (scenario.isEmpty() || scenario.equals(info.name())) {
          parts
              .computeIfAbsent(info.name(), name -> new ArrayList<>())
              .add(new Part(folder, run, info));
          found = true;
        }
      }
      if (!found) {
        throw new IOException(
            "%s has no scenario '%s'; it has: %s"
                .formatted(
                    folder.path(),
                    scenario,
                    String.join(", ", run.scenarios().stream().map(ScenarioInfo::name).toList())));
      }
    }
    return parts;
  }

  private static Comparison compare(
      String nameA, List<Part> a, String nameB, List<Part> b, long seed) throws IOException {
    List<String> warnings = new ArrayList<>();
    return Comparer.compare(
        label(nameA, a), read(a, warnings), label(nameB, b), read(b, warnings), warnings, seed);
  }

  private static List<ComparedSide.Member> read(List<Part> parts, List<String> warnings)
      throws IOException {
    List<ComparedSide.Member> members = new ArrayList<>();
    for (Part part : parts) {
      members.add(ComparedSide.read(part.folder, part.run, part.scenario, warnings));
      if (part.run.status() != RunInfo.Status.COMPLETE) {
        warnings.add(part.folder.path().getFileName() + " is not complete");
      }
      part.scenario
          .driver()
          .filter(driver -> driver.verdict() != flowgauge.record.DriverVerdict.Kind.VALID)
          .ifPresent(
              driver ->
                  warnings.add(
                      "%s: the driver judged itself %s"
                          .formatted(
                              part.folder.path().getFileName(),
                              driver.verdict().name().toLowerCase(java.util.Locale.ROOT))));
    }
    return members;
  }

  private static String label(String scenario, List<Part> parts) {
    String first = parts.get(0).folder.path().toAbsolutePath().normalize().getFileName() + ":";
    return first + scenario + (parts.size() > 1 ? " and %d more".formatted(parts.size() - 1) : "");
  }
}
