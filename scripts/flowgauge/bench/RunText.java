package flowgauge.bench;

import flowgauge.bench.plan.BenchException;
import flowgauge.record.DriverVerdict;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import flowgauge.report.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told at a run's end, for people and for programs. */
final class RunText {
  /** A clock that is only corrected moves by far less during a load. */
  private static final long CLOCK_SET_US = 1_000_000;

  private RunText() {}

  static String json(
      RunFolder folder, RunInfo info, Optional<Findings> findings, Optional<Course> course)
      throws BenchException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("run", folder.path().toString());
    course.ifPresent(steered -> all.put("capacity", steered.result()));
    findings.ifPresent(found -> all.put("findings", found));
    all.put("info", info);
    try {
      return Json.mapper().writeValueAsString(all);
    } catch (IOException impossible) {
      throw new BenchException("can't print JSON: " + impossible.getMessage(), impossible);
    }
  }

  /**
   * What was found, the table, and beneath it what must be known beside it.
   *
   * @param findings empty where the run could not be analyzed
   * @param broken the conditions of {@code --fail-if} that are broken
   */
  static List<String> lines(
      RunFolder folder, RunInfo info, Optional<Findings> findings, List<String> broken) {
    List<String> lines = new ArrayList<>();
    findings.ifPresent(found -> lines.addAll(found.lines()));
    List<String> table = SummaryTable.lines(info.scenarios());
    if (!table.isEmpty()) {
      lines.add("");
      lines.add(
          "Figures of the %s: %d s. Times: successful answers, from sending."
              .formatted(Summary.BASIS, Math.round(loadSeconds(info))));
      lines.addAll(table);
    }
    findings.ifPresent(found -> lines.addAll(StageTable.lines(found.scenarios())));
    for (ScenarioInfo scenario : info.scenarios()) {
      beside(scenario).forEach(text -> lines.add(scenario.name() + ": " + text));
    }
    broken.forEach(text -> lines.add("failed: " + text));
    lines.add("");
    lines.add(
        (info.status() == Status.INTERRUPTED ? "Interrupted; --resume goes on with the rest. " : "")
            + "Run: "
            + folder.path());
    return lines;
  }

  /** The same of a run that a course steered: what that says stands for the whole. */
  static List<String> steered(
      RunFolder folder, RunInfo info, List<String> said, List<String> broken) {
    List<String> lines = new ArrayList<>(said);
    for (ScenarioInfo scenario : info.scenarios()) {
      scenario
          .summary()
          .ifPresent(
              summary ->
                  summary.warnings().forEach(text -> lines.add(scenario.name() + ": " + text)));
    }
    broken.forEach(text -> lines.add("failed: " + text));
    lines.add("");
    lines.add(
        (info.status() == Status.INTERRUPTED ? "Interrupted. " : "") + "Run: " + folder.path());
    return lines;
  }

  private static List<String> beside(ScenarioInfo scenario) {
    List<String> texts = new ArrayList<>();
    scenario
        .driver()
        .filter(driver -> driver.verdict() != DriverVerdict.Kind.VALID)
        .ifPresent(driver -> texts.add(words(driver)));
    scenario.stoppedEarly().ifPresent(why -> texts.add("stopped early: " + why));
    scenario
        .clockDriftUs()
        .filter(us -> Math.abs(us) > CLOCK_SET_US)
        .ifPresent(
            us ->
                texts.add(
                    "the wall clock moved by %.1f s; no sample's time depends on it"
                        .formatted(us / 1e6)));
    scenario.summary().ifPresent(summary -> texts.addAll(summary.warnings()));
    return texts;
  }

  private static double loadSeconds(RunInfo info) {
    return info.scenarios().stream()
        .flatMap(scenario -> scenario.summary().stream())
        .mapToDouble(Summary::seconds)
        .max()
        .orElse(0);
  }

  private static String figure(double value) {
    return (value >= 100 ? "%,.0f" : "%.3g").formatted(value);
  }

  private static String words(DriverVerdict driver) {
    String signs =
        driver.signs().stream()
            .filter(DriverVerdict.Sign::tripped)
            .map(
                sign ->
                    "%s %s %s (threshold %s)"
                        .formatted(
                            sign.name(),
                            figure(sign.value()),
                            sign.unit(),
                            figure(sign.threshold())))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return driver.verdict() == DriverVerdict.Kind.DRIVER_LIMITED
        ? "the driver was the limit, not the server: " + signs
        : "the driver may have been the limit in a part of the run: " + signs;
  }
}
