package flowgauge.chart.draw;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures put into the words of titles and text alternatives. */
public final class Words {
  private Words() {}

  /** A phrase for each scenario, joined by semicolons; a null one is left out. */
  public static String each(RunAnalysis run, BiFunction<String, ScenarioAnalysis, String> phrase) {
    return run.scenarios().entrySet().stream()
        .map(scenario -> phrase.apply(scenario.getKey(), scenario.getValue()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining("; "));
  }

  /**
   * A figure for each scenario that has one: {@code 9.9 s (wsgi-sync) and 1.4 s (asgi-async)}.
   *
   * @param value decides whether there is one: NaN where not
   */
  public static String list(
      RunAnalysis run, ToDoubleFunction<ScenarioAnalysis> value, DoubleFunction<String> words) {
    List<String> figures = new ArrayList<>();
    run.scenarios()
        .forEach(
            (name, it) -> {
              double figure = value.applyAsDouble(it);
              if (Double.isFinite(figure)) {
                figures.add(words.apply(figure) + " (" + name + ")");
              }
            });
    return figures.isEmpty() ? "a time that can't be told" : join(figures);
  }

  /** Phrases joined by commas, the last one by "and". */
  public static String join(List<String> phrases) {
    int last = phrases.size() - 1;
    return last < 1
        ? String.join("", phrases)
        : String.join(", ", phrases.subList(0, last)) + " and " + phrases.get(last);
  }

  /** The scenarios with a successful response. */
  public static Map<String, ScenarioAnalysis> served(RunAnalysis run) {
    Map<String, ScenarioAnalysis> served = new LinkedHashMap<>(run.scenarios());
    served.values().removeIf(it -> it.summary().succeeded() == 0);
    return served;
  }

  /** A phrase for each scenario with a successful response, joined by semicolons. */
  public static String eachServed(
      RunAnalysis run, BiFunction<String, ScenarioAnalysis, String> phrase) {
    return each(run, (name, it) -> it.summary().succeeded() == 0 ? null : phrase.apply(name, it));
  }

  /** The interval tables by scenario. */
  public static Map<String, Intervals> intervals(RunAnalysis run) {
    Map<String, Intervals> tables = new LinkedHashMap<>();
    run.scenarios().forEach((name, scenario) -> tables.put(name, scenario.intervals()));
    return tables;
  }

  /** The successful response times from sending. */
  public static Summary.Times times(ScenarioAnalysis scenario) {
    return scenario.summary().responseTime();
  }

  /** Milliseconds in the unit that reads best. */
  public static String ms(double ms) {
    return Labels.seconds(ms / 1e3);
  }

  /** A share as percent. */
  public static String percent(double share) {
    return share > 0 && share < .005
        ? "under 1 %"
        : Labels.significant(share * 100, share < .1 ? 1 : 2) + " %";
  }

  /** A rate a second. */
  public static String rate(double perSecond) {
    return Labels.significant(perSecond, perSecond < 100 ? 3 : 4);
  }
}
