package flowgauge.bench;

import flowgauge.record.FirstFailure;
import flowgauge.record.Summary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scenario without a single success: a failed one, whatever its samples show. */
final class TotalFailure {
  private TotalFailure() {}

  /**
   * Why it is one, in a line with what the server said first; empty if any request succeeded.
   *
   * @param scenario its name
   */
  static Optional<String> of(String scenario, Summary summary, List<FirstFailure> failures) {
    if (summary.succeeded() > 0) {
      return Optional.empty();
    }
    if (summary.requests() == 0) {
      return Optional.of(
          scenario
              + ": no request was sent: raise "
              + (summary.notSent() > 0 ? "--max-in-flight" : "--duration or --rate"));
    }
    String none = "%s: none of %,d requests succeeded".formatted(scenario, summary.requests());
    if (summary.unfinished() == summary.requests()) {
      return Optional.of(
          none + ": all were unfinished when the run ended; raise --duration or --drain");
    }
    return Optional.of(
        none
            + failures.stream()
                .filter(it -> likeliest(summary).equals(it.outcome().text()))
                .findFirst()
                .map(it -> "; the first bad answer: " + it.words())
                .orElse(", most of them " + likeliest(summary).replace('_', ' ')));
  }

  private static String likeliest(Summary summary) {
    return summary.outcomes().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
