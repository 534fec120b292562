package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.record.sample.Outcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Of another tool's tables: how the run's failures ended, as its texts of them say. That is what
 * happened, not yet why.
 */
final class ToldOutcomes implements Failures.CauseFinder {
  private static final double NOT_WHY = 0.4;

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    if (evidence.samples != null || evidence.scenario.summary().isEmpty()) {
      return Optional.empty();
    }
    Map<Outcome, Long> failed =
        evidence.scenario.summary().get().outcomes().entrySet().stream()
            .filter(each -> Outcome.of(each.getKey()).filter(Outcome::failed).isPresent())
            .collect(
                Collectors.toMap(
                    each -> Outcome.of(each.getKey()).orElseThrow(),
                    Map.Entry::getValue,
                    Long::sum,
                    () -> new EnumMap<>(Outcome.class)));
    long all = failed.values().stream().mapToLong(n -> n).sum();
    Comparator<Map.Entry<Outcome, Long>> most = Map.Entry.comparingByValue();
    return failed.entrySet().stream()
        .max(most.thenComparing(Map.Entry.comparingByKey()))
        .map(
            first ->
                new Cause(
                    first.getKey().text(),
                    NOT_WHY * first.getValue() / all,
                    format(
                        "of the run's %,d failures, by their texts: %s",
                        all,
                        failed.entrySet().stream()
                            .sorted(most.reversed())
                            .map(each -> format("%,d %s", each.getValue(), each.getKey().text()))
                            .collect(Collectors.joining(", ")))));
  }
}
