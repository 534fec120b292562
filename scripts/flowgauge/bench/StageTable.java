package flowgauge.bench;

import flowgauge.analyze.StageVerdict;
import flowgauge.analyze.summary.StageFigures;
import flowgauge.report.Findings.Finding;
import java.util.ArrayList;
import java.util.List;

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
          ROW.formatted(
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
            ROW.formatted(
                stage.load(),
                "%,.1f".formatted(stage.seconds()),
                "%,d".formatted(stage.requests()),
                "%,d".formatted(stage.failed()),
                "%,.2f".formatted(stage.answeredPerSecond()),
                ms(stage.p50Ms()),
                ms(stage.p95Ms()),
                ms(stage.p99Ms()),
                verdict.words()));
      }
    }
    return lines;
  }

  private static String ms(double ms) {
    return Double.isNaN(ms) ? "-" : (ms < 10 ? "%.3f" : "%,.1f").formatted(ms);
  }
}
