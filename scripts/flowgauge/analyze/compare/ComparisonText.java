package flowgauge.analyze.compare;

import static flowgauge.analyze.statistics.Figures.format;

import java.util.Locale;

/** A comparison as text for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** The whole. */
  public static String of(Comparison comparison) {
    StringBuilder text =
        new StringBuilder(
            format(
                "A %s\nB %s\nB is %s\n\nFigures of the %s\n",
                comparison.a(), comparison.b(), comparison.sentence(), comparison.basis()));
    text.append(
        format("  %-11s %12s %12s %9s %21s  %s\n", "", "A", "B", "B to A", "99 % interval", ""));
    for (Comparison.Change change : comparison.changes()) {
      boolean points = change.unit().equals("%");
      boolean known = Double.isFinite(change.high()) || change.low() != 0;
      text.append(
          format(
              "  %-11s %12s %12s %9s %10s %10s  %s\n",
              change.figure(),
              with(change.a(), change.unit()),
              with(change.b(), change.unit()),
              number(change.ratio(), points),
              number(known ? change.low() : Double.NaN, points),
              number(change.high(), points),
              change.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    if (!Double.isNaN(comparison.effect())) {
      text.append(
          format(
              "\n"
                  + "  A response of B takes longer than one of A with probability %.2f"
                  + " (Mann-Whitney)\n",
              comparison.effect()));
    }
    comparison.differences().forEach(note -> text.append("  ! ").append(note).append('\n'));
    return text.toString();
  }

  private static String with(double value, String unit) {
    return Double.isNaN(value) ? "-" : format("%,.1f %s", value, unit);
  }

  private static String number(double value, boolean points) {
    return !Double.isFinite(value) ? "-" : format(points ? "%+.2f" : "%.3f", value);
  }
}
