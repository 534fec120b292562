package flowgauge.analyze.foreign;

import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.List;

/** What can be said of an imported run, of which only tables are known. */
public final class ImportedFigures {
  private ImportedFigures() {}

  /** The percentiles as they were imported: failures are inside them, and nothing bounds them. */
  public static Percentiles percentiles(Summary summary) {
    List<Percentiles.Row> rows = new ArrayList<>();
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      double ms = summary.responseTime().percentiles().get(i);
      rows.add(
          new Percentiles.Row(
              Summary.PERCENTILES.get(i), ms, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    return new Percentiles(
        summary.succeeded(), 0, Double.NaN, rows, List.of(), summary.responseTime());
  }

  /** The service time that was told, and the rest. */
  public static TimeBreakdown time(Summary summary, ScenarioInfo scenario) {
    double mean = summary.responseTime().meanMs();
    double service = scenario.server().fanOutSeconds() * 1e3;
    if (service <= 0) {
      return new TimeBreakdown(
          false, "the imported files say nothing of it", summary.succeeded(), mean, List.of());
    }
    double waiting = Math.max(0, mean - service);
    return new TimeBreakdown(
        false,
        "the service time that was told, and the rest of the mean, failures included",
        summary.succeeded(),
        mean,
        List.of(
            new TimeBreakdown.Part("floor", service, Math.min(1, service / mean)),
            new TimeBreakdown.Part("waiting", waiting, waiting / mean)));
  }
}
