package flowgauge.analyze.group;

import static flowgauge.analyze.statistics.Figures.format;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A scenario's requests by group, those with most first.
 *
 * @param by what a group's name is of: {@code label}
 * @param failuresInside whether response times have the failures' in them, as Locust's do
 * @param groups at least two
 * @param shift by how much the mixture of the load's last quarter differs from that of its first: 0
 *     not at all, 1 in everything
 * @param mixture what a reader must know of the scenario's own percentiles, if anything
 */
public record Grouped(
    String by,
    boolean failuresInside,
    double shift,
    List<GroupFigures> groups,
    Optional<String> mixture) {

  /** Medians this many times apart make percentiles of all ones of a mixture. */
  private static final double APART = 2;

  /** Half of the mixture. */
  private static final double SHIFTED = 0.5;

  /** A smaller share of the requests moves no percentile that is looked at. */
  private static final double SHARE = 0.01;

  /** The table; empty with fewer than two groups, which tells nothing that the whole does not. */
  static Optional<Grouped> of(
      String by, boolean failuresInside, double shift, List<GroupFigures> groups) {
    List<GroupFigures> all =
        groups.stream()
            .filter(one -> one.requests() > 0)
            .sorted(Comparator.comparingLong(GroupFigures::requests).reversed())
            .toList();
    return all.size() < 2
        ? Optional.empty()
        : Optional.of(new Grouped(by, failuresInside, shift, all, mixture(by, shift, all)));
  }

  /** Whether what was asked for changed so much that nothing over time is of one service. */
  public boolean shifted() {
    return shift >= SHIFTED;
  }

  private static Optional<String> mixture(String by, double shift, List<GroupFigures> all) {
    if (shift >= SHIFTED) {
      return Optional.of(
          format(
              "what was asked for changed over the load (by %s, %.0f %% of it): the mixture has no"
                  + " steady phase, so what changes over time may be what was asked for",
              by, 100 * shift));
    }
    double requests = all.stream().mapToLong(GroupFigures::requests).sum();
    Comparator<GroupFigures> byMedian =
        Comparator.comparingDouble(one -> one.responseTime().medianMs());
    List<GroupFigures> large =
        all.stream()
            .filter(one -> one.requests() >= SHARE * requests)
            .filter(one -> one.responseTime().medianMs() >= 0) // not NaN
            .sorted(byMedian)
            .toList();
    if (large.size() < 2) {
      return Optional.empty();
    }
    GroupFigures fast = large.get(0);
    GroupFigures slow = large.get(large.size() - 1);
    double fastest = fast.responseTime().medianMs();
    double slowest = slow.responseTime().medianMs();
    return slowest < APART * fastest || slowest == fastest
        ? Optional.empty()
        : Optional.of(
            format(
                "response times of the whole are of a mixture: the median of %s %s is %s ms, that"
                    + " of %s %s ms",
                by,
                GroupText.name(fast),
                GroupText.ms(fastest),
                GroupText.name(slow),
                GroupText.ms(slowest)));
  }
}
