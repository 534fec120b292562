package flowgauge.bench;

import flowgauge.analyze.StageVerdict;
import flowgauge.analyze.summary.StageFigures;
import flowgauge.report.Findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row a stage for the console, of loads that have several. */
final class StageTable {
  private static final String ROW = "%-20s%10s%10s%10s%12s%14s%14s%14s  %s";

  private StageTable() {}

  static List<String> lines(List<Finding> scenarios) {
    List<String> lines = new ArrayList<>();
    for (Finding scenario : scenarios) {
      if (scenario.stages().isEmpty()) {
        continue;
      }
      lines.add("");
      lines.add(
          row(
              scenario.scenario(),
              "seconds",
              "requests",
              "failures",
              "requests/s",
              "50% (ms)",
              "95% (ms)",
              "99% (ms)",
              "limited by"));
      for (StageVerdict verdict : scenario.stages()) {
        StageFigures stage = verdict.figures();
        lines.add(
            row(
                stage.load(),
                text("%,.1f", stage.seconds()),
                text("%,d", stage.requests()),
                text("%,d", stage.failed()),
                text("%,.2f", stage.answeredPerSecond()),
                ms(stage.p50Ms()),
                ms(stage.p95Ms()),
                ms(stage.p99Ms()),
                verdict.words()));
      }
    }
    return lines;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }

  private static String ms(double ms) {
    return Double.isNaN(ms) ? "-" : text(ms < 10 ? "%.3f" : "%,.1f", ms);
  }

  private static String text(String form, Object value) {
    return String.format(Locale.ROOT, form, value);
  }
}
