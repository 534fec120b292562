package flowgauge.analyze.summary;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.record.Summary;
import java.util.List;

/** The table of the requests by name, for a terminal. */
public final class LabelText {
  private static final int MOST = 40;
  private static final int LONGEST = 40;

  private LabelText() {}

  /** The table, times in milliseconds. */
  public static String of(List<LabelFigures> labels) {
    StringBuilder text =
        new StringBuilder(
            format(
                "  %-40s %10s %8s %9s %9s %9s %9s\n",
                "label", "requests", "failed", "p50 ms", "p95", "p99", "max"));
    for (LabelFigures one : labels.subList(0, Math.min(MOST, labels.size()))) {
      Summary.Times times = one.responseTime();
      String name = one.label().lines().findFirst().orElse("");
      text.append(
          format(
              "  %-40s %,10d %,8d %9s %9s %9s %9s\n",
              name.length() <= LONGEST ? name : name.substring(0, LONGEST - 3) + "...",
              one.requests(),
              one.failed(),
              ms(times, 50),
              ms(times, 95),
              ms(times, 99),
              ms(times, 100)));
    }
    if (labels.size() > MOST) {
      text.append(format("  and %,d more\n", labels.size() - MOST));
    }
    return text.toString().stripTrailing();
  }

  private static String ms(Summary.Times times, double percent) {
    double value = times.percentiles().get(Summary.PERCENTILES.indexOf(percent));
    return Double.isNaN(value) ? "-" : format("%,.1f", value);
  }
}
