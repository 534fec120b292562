package flowgauge.analyze.compare;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.compare.Comparison.Change;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound on a change, as the user writes it: {@code p95 > +10%}, {@code throughput < -5%}, {@code
 * failures > +1%} (percentage points). Broken when the change is beyond the bound and its interval
 * excludes no change; can't be told when the interval holds both no change and one beyond the
 * bound.
 *
 * @param text as the user wrote it
 * @param figure whose change it bounds
 * @param above whether a change above the bound breaks it, not one below
 * @param percent the bound: percent, of failures percentage points
 */
public record Gate(String text, String figure, boolean above, double percent) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(throughput|failures|mean|p50|p66|p75|p80|p90|p95|p98|p99|p99\\.9"
              + "|(?:first-event|gap|longest-gap) p(?:50|95|99))"
              + "\\s*([<>])\\s*([+-]?[0-9.]+)\\s*%\\s*");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line that shows the form
   */
  public static Gate of(String text) {
    Matcher m = FORM.matcher(text);
    try {
      if (m.matches()) {
        return new Gate(
            text.strip(), m.group(1), m.group(2).equals(">"), Double.parseDouble(m.group(3)));
      }
    } catch (NumberFormatException twoPoints) {
      // told below
    }
    throw new IllegalArgumentException(
        ("'%s' is no bound on a change; write for example 'p95 > +10%%' or 'throughput < -5%%'"
                + " (figures: throughput, failures, mean, p50 to p99.9; of streams"
                + " first-event, gap, longest-gap with p50, p95, p99)")
            .formatted(text));
  }

  /** The change in words if the bound is broken; empty if it holds. */
  public Optional<String> broken(Comparison comparison) {
    return comparison.changes().stream()
        .filter(change -> change.figure().equals(figure))
        .filter(this::broken)
        .map(
            change ->
                format("%s changed by %+.1f %% (%s)", figure, amount(change, change.ratio()), text))
        .findFirst();
  }

  /** Why it can't be told whether it holds, in words; empty if it can. */
  public Optional<String> untold(Comparison comparison) {
    Optional<Change> found =
        comparison.changes().stream().filter(c -> c.figure().equals(figure)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(untold("these runs have no such figure", ""));
    }
    Change change = found.get();
    if (Double.isNaN(change.ratio())) {
      String lacking = (none(change.a()) ? (none(change.b()) ? "A and B have" : "A has") : "B has");
      return Optional.of(untold(lacking + " no successful response to take it from", ""));
    }
    if (Double.isNaN(change.low())) {
      return Optional.of(untold("a side is too short to tell chance from change", ""));
    }
    double farthest = amount(change, above ? change.high() : change.low());
    boolean within = above ? farthest <= percent : farthest >= percent;
    if (within || changed(change)) {
      return Optional.empty();
    }
    return Optional.of(
        untold(
            format(
                "the change lies between %s and %s",
                words(amount(change, change.low())), words(amount(change, change.high()))),
            change
                .secondsNeeded()
                .map(s -> format("; about %,.0f s of load would do", s))
                .orElse("")));
  }

  private String untold(String why, String advice) {
    return format("%s can't be told: %s%s (%s)", figure, why, advice, text);
  }

  private static String words(double amount) {
    return Double.isInfinite(amount) ? "any amount" : format("%+.1f %%", amount);
  }

  private static boolean none(double figure) {
    return Double.isNaN(figure) || figure == 0;
  }

  private boolean broken(Change change) {
    double amount = amount(change, change.ratio());
    return (above ? amount > percent : amount < percent) && changed(change);
  }

  private static boolean changed(Change change) {
    return amount(change, change.low()) > 0 || amount(change, change.high()) < 0;
  }

  private static double amount(Change change, double ratio) {
    return change.unit().equals("%") ? ratio : 100 * (ratio - 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
