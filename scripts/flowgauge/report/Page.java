package flowgauge.report;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.compare.Comparison;
import flowgauge.chart.Charts;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Svg;
import flowgauge.chart.draw.Theme;
import flowgauge.chart.draw.Words;
import flowgauge.record.DriverVerdict;
import flowgauge.record.RunInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page: its sections in the order in which a reader asks. */
final class Page {
  /** The width of pictures on a narrow screen. */
  private static final int NARROW = 358;

  private static final int WIDE = Style.WIDTH + 28;

  private final Subject subject;
  private final List<Figure> figures;
  private final Map<String, String> glyphs = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();
  private final Html body = new Html();

  Page(Subject subject, List<Figure> figures) {
    this.subject = subject;
    this.figures = figures;
  }

  String html() throws IOException {
    RunAnalysis run = subject.analysis();
    verdict();
    capacities();
    section("figures", "The figures");
    body.table(Tables.summary(run.scenarios()));
    if (run.scenarios().values().stream().anyMatch(it -> !it.stages().isEmpty())) {
      body.table(Tables.stages(run.scenarios()));
    }
    if (!subject.comparisons().isEmpty()) {
      section("compared", "How they compare");
      for (Comparison comparison : subject.comparisons()) {
        body.paragraph(
            comparison.b()
                + " against "
                + comparison.a()
                + ": "
                + Phrases.found(comparison.sentence()));
        body.points(comparison.differences());
        body.table(Tables.changes(comparison));
        draw(Charts.id("comparison", comparison.a() + "-" + comparison.b()));
      }
    }
    section("served", "How much was served?");
    draw("throughput", "load-curve");
    body.table(Tables.limits(run.scenarios()));
    section("waited", "How long did callers wait?");
    if (run.scenarios().values().stream().allMatch(it -> it.summary().succeeded() == 0)) {
      body.paragraph("No request succeeded, so there is no response time to speak of.");
    }
    draw("percentiles-over-time", "heat-map", "percentile-curve");
    body.table(Tables.percentiles(run.scenarios()));
    groups(run);
    streams(run);
    section("time", "Where did the time go?");
    draw("time-spent");
    body.table(Tables.time(run.scenarios()));
    run.scenarios()
        .forEach((name, it) -> body.paragraph(name + ": " + Phrases.found(it.time().basis())));
    section("backpressure", "Did load pile up?");
    run.scenarios()
        .forEach(
            (name, it) ->
                body.paragraph(name + ": " + Phrases.found(it.requests().sentence()) + ".")
                    .paragraph(name + ": " + Phrases.found(it.backpressure().sentence()) + ".")
                    .paragraph("Service " + Phrases.found(it.service().sentence()) + ".")
                    .paragraph("Pauses: " + Phrases.found(it.pauses().sentence()) + "."));
    body.table(Tables.signs(run.scenarios()));
    section("failed", "What failed, and why?");
    run.scenarios().forEach(this::failures);
    section("machines", "What did server and driver do?");
    draw("resources", "driver");
    section("settings", "Settings and machine");
    body.table(Settings.scenarios(subject.scenarios()));
    body.table(Settings.host(subject.runs()));
    section("definitions", "How each figure is defined");
    definitions();
    return whole();
  }

  private void groups(RunAnalysis run) {
    if (run.scenarios().values().stream().anyMatch(it -> it.groups().isPresent())) {
      section("groups", "Which requests were slow, which failed?");
      run.scenarios()
          .forEach(
              (name, it) ->
                  it.groups()
                      .ifPresent(
                          table -> {
                            table
                                .mixture()
                                .ifPresent(mixed -> body.paragraph(name + ": " + mixed + "."));
                            body.table(GroupTables.of(name, table));
                            int more = table.groups().size() - GroupTables.MOST;
                            if (more > 0) {
                              body.paragraph(more + " others are in analysis.json.");
                            }
                          }));
    }
  }

  private void capacities() {
    if (subject.capacities().isEmpty()) {
      return;
    }
    section("capacity", "How much can it take?");
    subject
        .capacities()
        .forEach(
            (name, it) -> {
              body.paragraph(name + ": " + it.sentence() + ".");
              body.points(CapacityTables.limits(it));
              draw(Charts.id("capacity", name));
              body.table(CapacityTables.steps(name, it));
            });
    body.paragraph(
        "Figures below are those of the whole search, all of its steps together: they say how it"
            + " went, not what one load is like.");
  }

  private void streams(RunAnalysis run) {
    if (run.scenarios().values().stream().anyMatch(it -> it.streams().isPresent())) {
      section("streams", "When did streams begin, and did they stall?");
      run.scenarios()
          .forEach(
              (name, it) ->
                  it.streams().ifPresent(s -> body.paragraph(name + ": " + s.sentence() + ".")));
      draw("first-events");
      draw("streams-under-load");
      body.table(Tables.streams(run.scenarios()));
    }
  }

  private void verdict() {
    body.raw("<section class=\"verdict\" id=\"verdict\" aria-label=\"Verdict\">\n");
    subject.verdict().forEach(body::paragraph);
    body.raw("</section>\n");
    List<String> warnings = warnings();
    if (!warnings.isEmpty()) {
      body.raw("<section class=\"warnings\" id=\"warnings\">\n");
      body.element("h2", "Before believing the figures").points(warnings).raw("</section>\n");
    }
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (RunInfo run : subject.runs()) {
      if (run.status() != RunInfo.Status.COMPLETE) {
        String why = run.error().map(error -> ": " + error).orElse("");
        warnings.add("The run " + run.name() + " is " + Tables.words(run.status().name()) + why);
      }
    }
    warnings.addAll(subject.analysis().warnings());
    subject
        .verdicts()
        .forEach(
            (name, verdict) -> {
              if (verdict.verdict() != DriverVerdict.Kind.VALID) {
                warnings.add(
                    name + ": the load driver may have been the limit: " + tripped(verdict));
              }
            });
    subject
        .analysis()
        .scenarios()
        .forEach(
            (name, it) -> it.warnings().forEach(warning -> warnings.add(name + ": " + warning)));
    return warnings;
  }

  private static String tripped(DriverVerdict verdict) {
    List<String> said = new ArrayList<>();
    for (DriverVerdict.Sign sign : verdict.signs()) {
      if (sign.tripped()) {
        said.add(
            "%s %s %s (doubtful from %s)"
                .formatted(
                    Tables.words(sign.name()),
                    Phrases.significant(sign.value(), 3),
                    sign.unit(),
                    Phrases.significant(sign.threshold(), 3)));
      }
    }
    return said.isEmpty() ? "see run.json" : Words.join(said);
  }

  private void failures(String name, ScenarioAnalysis scenario) {
    if (scenario.failures().count() == 0) {
      body.paragraph(name + ": no request failed.");
      return;
    }
    body.element("h3", name).paragraph(Phrases.found(scenario.failures().claim()));
    draw(Charts.id("failures", name), Charts.id("lags", name), Charts.id("idle-times", name));
    body.table(Tables.clusters(name, scenario.failures()));
    int more = scenario.failures().clusters().size() - Tables.CLUSTERS;
    if (more > 0) {
      body.paragraph(more + " smaller clusters are in analysis.json.");
    }
  }

  private void definitions() {
    body.raw("<dl>\n");
    Definitions.all().forEach((term, text) -> body.element("dt", term).element("dd", text));
    body.raw("</dl>\n");
  }

  private void section(String id, String title) {
    contents.put(id, title);
    body.raw("<h2 id=\"" + id + "\">" + Html.escape(title) + "</h2>\n");
  }

  private void draw(String... ids) {
    for (String id : ids) {
      figures.stream().filter(figure -> figure.id().equals(id)).forEach(this::draw);
    }
  }

  private void draw(Figure figure) {
    String id = Html.escape(figure.id());
    body.raw("<figure id=\"chart-" + id + "\">\n<figcaption>");
    body.element("h3", figure.title());
    if (!figure.note().isEmpty()) {
      body.paragraph(figure.note());
    }
    body.raw("</figcaption>\n");
    if (!figure.keys().isEmpty()) {
      body.raw("<ul class=\"keys\">");
      for (Figure.Key key : figure.keys()) {
        body.raw("<li>" + Svg.swatch(figure, key) + Html.escape(key.label()) + "</li>");
      }
      body.raw("</ul>\n");
    }
    body.raw("<div class=\"plot\" role=\"img\" aria-label=\"" + Html.escape(figure.title()));
    body.raw(". " + Html.escape(figure.alternative()) + "\">\n<div class=\"wide\">");
    body.raw(Svg.inline(figure, WIDE - 28, id + "-w", glyphs)).raw("</div><div class=\"narrow\">");
    body.raw(Svg.inline(figure, NARROW, id + "-n", glyphs)).raw("</div></div>\n");
    body.raw("<details><summary>In words</summary>").paragraph(figure.alternative());
    body.raw("</details>\n</figure>\n");
  }

  private String whole() throws IOException {
    Html page = new Html();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n");
    page.element("title", "flowgauge: " + subject.title());
    page.raw("<style>\n" + colours() + resource("report.css") + "</style>\n</head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#verdict\">Skip to the verdict</a>\n<header>\n");
    page.element("h1", subject.title());
    page.raw("<button id=\"theme\" type=\"button\" hidden>Dark theme</button>\n");
    page.paragraph(subline()).raw("</header>\n<main>\n<nav aria-label=\"Contents\"><ul>\n");
    contents.forEach(
        (id, title) ->
            page.raw("<li><a href=\"#" + id + "\">" + Html.escape(title) + "</a></li>\n"));
    page.raw("</ul></nav>\n").raw(body.toString()).raw("</main>\n<footer>");
    page.paragraph("Made by flowgauge " + RunInfo.TOOL_VERSION + " from the recorded requests.");
    page.raw("</footer>\n").raw(Svg.glyphs(glyphs)).raw("\n<script>\n");
    return page.raw(resource("report.js")).raw("</script>\n</body>\n</html>\n").toString();
  }

  private String subline() {
    List<String> parts = new ArrayList<>();
    for (RunInfo run : subject.runs()) {
      parts.add(
          "%s, %s%s"
              .formatted(
                  run.started().toString().replace('T', ' ').replaceAll("\\.\\d+", ""),
                  String.join(" and ", run.scenarios().stream().map(s -> s.name()).toList()),
                  run.host().cores() > 0
                      ? ", on %d cores of %s".formatted(run.host().cores(), run.host().cpuModel())
                      : ""));
    }
    return String.join("; ", parts);
  }

  private static String colours() {
    String light = Svg.styleSheet(Theme.LIGHT);
    String dark = Svg.styleSheet(Theme.DARK);
    return ":root{"
        + light
        + "}\n"
        + "@media (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){"
        + dark
        + "}}\n"
        + ":root[data-theme=\"dark\"]{"
        + dark
        + "}\n"
        + "@media print{:root:root:root{"
        + light
        + "}}\n";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("flowgauge was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
