package flowgauge.analyze.compare;

import flowgauge.record.DriverVerdict;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares runs, scenario by scenario.
 *
 * <p>A side is written {@code RUN[:SCENARIO]}, several with commas between: they are pooled as
 * repeats. A folder's own path may hold commas and colons. Where a side names no scenario, those
 * that both sides have are compared.
 */
public final class Comparisons {
  private Comparisons() {}

  /**
   * Compares side B with side A.
   *
   * @throws IOException with one line if a run is not there, can't be read, or has no scenario in
   *     common with the other side
   */
  public static List<Comparison> of(String a, String b) throws IOException {
    List<Named> namedA = named(a);
    List<Named> namedB = named(b);
    Map<String, List<Part>> sideA = parts(namedA);
    Map<String, List<Part>> sideB = parts(namedB);
    List<Comparison> comparisons = new ArrayList<>();
    boolean named =
        Stream.concat(namedA.stream(), namedB.stream()).anyMatch(run -> !run.scenario.isEmpty());
    if (named && sideA.size() == 1 && sideB.size() == 1) {
      String nameA = sideA.keySet().iterator().next();
      String nameB = sideB.keySet().iterator().next();
      comparisons.add(compare(nameA, sideA.get(nameA), nameB, sideB.get(nameB)));
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
      comparisons.add(compare(scenario, sideA.get(scenario), scenario, sideB.get(scenario)));
    }
    return comparisons;
  }

  private record Part(RunFolder folder, RunInfo run, ScenarioInfo scenario) {}

  private static Map<String, List<Part>> parts(List<Named> side) throws IOException {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    for (Named one : side) {
      RunInfo run = one.folder.read();
      boolean found = false;
      for (ScenarioInfo info : run.scenarios()) {
        if (one.scenario.isEmpty() || one.scenario.equals(info.name())) {
          parts
              .computeIfAbsent(info.name(), name -> new ArrayList<>())
              .add(new Part(one.folder, run, info));
          found = true;
        }
      }
      if (!found) {
        throw new IOException(
            "%s has no scenario '%s'; it has: %s"
                .formatted(
                    one.folder.path(),
                    one.scenario,
                    String.join(", ", run.scenarios().stream().map(ScenarioInfo::name).toList())));
      }
    }
    return parts;
  }

  /** A run as a side names it; {@code scenario} is empty for all of them. */
  private record Named(RunFolder folder, String scenario) {}

  /** What a side names. A folder's own path may hold commas and colons: the longest is taken. */
  private static List<Named> named(String side) throws IOException {
    String[] words = side.split(",", -1);
    List<Named> all = new ArrayList<>();
    for (int from = 0; from < words.length; ) {
      int to = words.length;
      Optional<Named> found = Optional.empty();
      for (; to > from && found.isEmpty(); to--) {
        found = one(String.join(",", Arrays.copyOfRange(words, from, to)));
      }
      if (found.isEmpty()) {
        String word = words[from];
        int colon = word.lastIndexOf(':');
        RunNames.find(colon > 0 ? word.substring(0, colon) : word); // says what is wrong with it
      }
      all.add(found.orElseThrow());
      from = to + 1;
    }
    return all;
  }

  private static Optional<Named> one(String text) throws IOException {
    if (RunNames.exists(text)) {
      return Optional.of(new Named(RunNames.find(text), ""));
    }
    int colon = text.lastIndexOf(':');
    return colon > 0 && RunNames.exists(text.substring(0, colon))
        ? Optional.of(new Named(RunNames.find(text.substring(0, colon)), text.substring(colon + 1)))
        : Optional.empty();
  }

  private static Comparison compare(String nameA, List<Part> a, String nameB, List<Part> b)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    return new Comparer(read(a, warnings), read(b, warnings))
        .comparison(label(nameA, a), label(nameB, b), warnings);
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
          .filter(driver -> driver.verdict() != DriverVerdict.Kind.VALID)
          .ifPresent(
              driver ->
                  warnings.add(
                      "%s: the driver judged itself %s"
                          .formatted(
                              part.folder.path().getFileName(),
                              driver.verdict().name().toLowerCase(Locale.ROOT))));
    }
    return members;
  }

  private static String label(String scenario, List<Part> parts) {
    String first = parts.get(0).folder.path().toAbsolutePath().normalize().getFileName() + ":";
    return first + scenario + (parts.size() > 1 ? " and %d more".formatted(parts.size() - 1) : "");
  }
}
