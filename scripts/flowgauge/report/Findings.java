package flowgauge.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.StageVerdict;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.FirstFailure;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run found, in few lines: for its end on a terminal, and for programs.
 *
 * @param basis what all figures are taken over
 * @param scenarios one each, in the order in which they ran
 * @param sentences those that open the report
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Findings(String basis, List<Finding> scenarios, List<String> sentences) {

  /**
   * What a scenario came to.
   *
   * @param scenario its name
   * @param requests what became of them, in words
   * @param backpressure whether load piled up
   * @param piledUp the same in words
   * @param limiter what limited it
   * @param limitedBy the same in words
   * @param firstFailures the first of each kind, with what the server said
   * @param stages of a load of several, each with what limited it
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Finding(
      String scenario,
      String requests,
      Backpressure.Verdict backpressure,
      String piledUp,
      Limiter.Name limiter,
      String limitedBy,
      List<FirstFailure> firstFailures,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StageVerdict> stages) {}

  /** Of runs that are analyzed. */
  public static Findings of(Subject subject) {
    List<Finding> found = new ArrayList<>();
    subject.analysis().scenarios().forEach((name, it) -> found.add(of(name, it)));
    return new Findings(Summary.BASIS, found, subject.verdict());
  }

  private static Finding of(String name, ScenarioAnalysis it) {
    boolean served = it.summary().succeeded() > 0;
    return new Finding(
        name,
        it.requests().sentence(),
        it.backpressure().verdict(),
        Phrases.found(it.backpressure().sentence()),
        served ? it.limiter().name() : Limiter.Name.CANNOT_TELL,
        served ? Phrases.found(it.limiter().sentence()) : "nothing succeeded, so it can't be told",
        it.firstFailures(),
        it.stages());
  }

  /** The lines for a terminal: a block a scenario, then the sentences. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Finding finding : scenarios) {
      lines.add(finding.scenario);
      lines.add("  requests      " + finding.requests);
      lines.add("  backpressure  " + finding.piledUp);
      lines.add("  limited by    " + finding.limitedBy);
      finding.firstFailures.forEach(first -> lines.add("  first failure " + first.words()));
    }
    lines.add("");
    lines.addAll(sentences);
    return lines;
  }
}
