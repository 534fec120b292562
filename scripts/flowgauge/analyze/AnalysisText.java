package flowgauge.analyze;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Signature;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.group.GroupText;
import flowgauge.analyze.group.Grouped;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.limit.LimiterJudge;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.SteadyFigures;
import flowgauge.analyze.summary.StreamFigures;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.FirstFailure;
import flowgauge.record.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An analysis as text for a terminal, 100 columns wide at most where its sentences allow. */
public final class AnalysisText {
  private AnalysisText() {}

  /**
   * The whole run.
   *
   * @param steady whether the steady phase's own figures are shown too
   */
  public static String of(RunAnalysis analysis, boolean steady) {
    StringBuilder text =
        new StringBuilder("Run " + analysis.run() + ": figures of the " + Summary.BASIS + "\n");
    analysis.warnings().forEach(warning -> text.append("  ! ").append(warning).append('\n'));
    for (Map.Entry<String, ScenarioAnalysis> entry : analysis.scenarios().entrySet()) {
      text.append('\n').append(of(entry.getKey(), entry.getValue(), steady));
    }
    return text.toString();
  }

  private static String of(String name, ScenarioAnalysis analysis, boolean steady) {
    Summary summary = analysis.summary();
    StringBuilder text = new StringBuilder(name + "\n");
    line(
        text,
        "requests",
        format(
            "%,d, %,d failed, %,d unfinished; %s",
            summary.requests(),
            summary.failed(),
            summary.unfinished(),
            Double.isNaN(summary.requestsPerSecond())
                ? "how fast is not known"
                : format("%.2f req/s", summary.requestsPerSecond())));
    line(text, "became", analysis.requests().sentence());
    if (steady) {
      line(text, "steady phase", steady(analysis));
    }
    line(text, "backpressure", analysis.backpressure().sentence());
    line(text, "service", analysis.service().sentence());
    line(text, "pauses", analysis.pauses().sentence());
    line(text, "limited by", analysis.limiter().sentence());
    line(text, "time", time(analysis.time()));
    analysis.streams().ifPresent(streams -> line(text, "streams", streams.sentence()));
    line(text, "failures", analysis.failures().claim());
    summary.warnings().forEach(warning -> line(text, "!", warning));
    analysis.warnings().forEach(warning -> line(text, "!", warning));
    analysis.groups().flatMap(Grouped::mixture).ifPresent(mixed -> line(text, "!", mixed));
    text.append('\n').append(percentiles(analysis.percentiles()));
    analysis
        .groups()
        .ifPresent(groups -> text.append('\n').append(GroupText.of(groups)).append('\n'));
    analysis.streams().ifPresent(streams -> text.append('\n').append(streams(streams)));
    text.append('\n').append(signs(analysis.backpressure().signatures()));
    text.append('\n').append(candidates(analysis.limiter().candidates()));
    if (!analysis.failures().clusters().isEmpty()) {
      text.append('\n').append(clusters(analysis.failures().clusters()));
    }
    if (!analysis.firstFailures().isEmpty()) {
      text.append("\n  the first of each kind of failure, and what was said\n");
      analysis.firstFailures().forEach(first -> text.append(said(first)));
    }
    return text.toString();
  }

  private static String steady(ScenarioAnalysis analysis) {
    return SteadyFigures.of(analysis.intervals())
        .map(figures -> rate(figures) + figures.responseTime().map(AnalysisText::times).orElse(""))
        .orElse("none: the load was all ramp");
  }

  private static String rate(SteadyFigures figures) {
    return Double.isNaN(figures.requestsPerSecond())
        ? "how fast is not known"
        : format("%.2f req/s over its %.0f s", figures.requestsPerSecond(), figures.seconds());
  }

  private static String times(Quantiles us) {
    return format(
        "; median %s ms, p95 %s ms, p99 %s ms",
        ms(us.percentile(50) / 1e3), ms(us.percentile(95) / 1e3), ms(us.percentile(99) / 1e3));
  }

  private static String said(FirstFailure first) {
    return format("  %7.1f s  %s\n", first.endUs() / 1e6, first.words());
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(format("  %-13s %s\n", label, value));
  }

  private static String time(TimeBreakdown time) {
    String parts =
        time.parts().stream()
            .map(part -> format("%s %.1f %%", part.name(), 100 * part.share()))
            .collect(Collectors.joining(", "));
    return parts.isEmpty()
        ? time.basis()
        : format("%s of %.0f ms (%s)", parts, time.meanMs(), time.basis());
  }

  private static <T> String table(String head, List<T> rows, Function<T, String> row) {
    return head + rows.stream().map(row).collect(Collectors.joining());
  }

  private static String percentiles(Percentiles percentiles) {
    List<Percentiles.Row> rows = percentiles.rows();
    return table(
        format(
            "  %8s %10s %23s %10s %12s %10s\n",
            "percent", "ms", "95 % interval", "intended", "Kaplan-Meier", "as Locust"),
        rows,
        row ->
            format(
                "  %8s %10s %11s %11s %10s %12s %10s\n",
                trimmed(row.percent()),
                ms(row.ms()),
                ms(row.lowMs()),
                ms(row.highMs()),
                ms(row.intendedMs()),
                ms(row.kaplanMeierMs()),
                ms(percentiles.locust().percentiles().get(rows.indexOf(row)))));
  }

  private static String streams(StreamFigures streams) {
    return table(
        format("  %-12s %8s %10s %23s\n", "of streams", "percent", "ms", "95 % interval"),
        streams.rows(),
        row ->
            format(
                "  %-12s %8s %10s %11s %11s\n",
                row.measure(),
                trimmed(row.percent()),
                ms(row.ms()),
                ms(row.lowMs()),
                ms(row.highMs())));
  }

  private static String signs(List<Signature> signs) {
    return table(
        format("  %-18s %9s %9s  %-9s %s\n", "sign", "value", "from", "says", ""),
        signs,
        sign -> {
          boolean bounded = !Double.isInfinite(sign.warn());
          return format(
              "  %-18s %9s %9s  %-9s %s\n",
              sign.name(),
              number(sign.value()),
              bounded ? number(sign.warn()) : "-",
              bounded ? sign.level().name().toLowerCase(Locale.ROOT) : "-",
              sign.evidence());
        });
  }

  private static String candidates(List<Limiter.Candidate> candidates) {
    return table(
        format("  %-18s %9s %9s  %s\n", "limit", "used", "bound/s", ""),
        candidates,
        candidate ->
            format(
                "  %-18s %7.0f %% %9s  %s\n",
                LimiterJudge.words(candidate.name()),
                100 * candidate.utilization(),
                candidate.boundPerSecond().map(AnalysisText::number).orElse("-"),
                candidate.evidence()));
  }

  private static String clusters(List<Failures.Cluster> clusters) {
    int shown = Math.min(10, clusters.size());
    String text =
        table(
            format("  %9s %9s  %s\n", "failed at", "failures", "likeliest cause"),
            clusters.subList(0, shown),
            cluster -> {
              Failures.Cause cause = cluster.causes().get(0);
              return format(
                  "  %7.1f s %9d  %s (%.2f): %s\n",
                  cluster.fromSeconds(),
                  cluster.failures(),
                  cause.name(),
                  cause.confidence(),
                  cause.evidence());
            });
    return shown == clusters.size()
        ? text
        : text + format("  and %,d more in tables/failure_clusters.csv\n", clusters.size() - shown);
  }

  /** Milliseconds, a dash for what can't be had. */
  static String ms(double value) {
    return Double.isNaN(value)
        ? "-"
        : Double.isInfinite(value) ? "cut off" : format("%,.1f", value);
  }

  static String number(double value) {
    return Double.isNaN(value) ? "-" : format(Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static String trimmed(double percent) {
    return percent == Math.rint(percent) ? format("%.0f", percent) : Double.toString(percent);
  }
}
