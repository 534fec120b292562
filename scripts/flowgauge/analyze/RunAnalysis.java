package flowgauge.analyze;

import java.util.List;
import java.util.Map;

/**
 * What {@code analysis.json} says. Names are in snake case; later versions add names and keep these
 * with their meaning, so that a reader passes over what it does not know.
 *
 * @param schema version of this form
 * @param run name of the run's folder
 * @param toolVersion flowgauge's version that analyzed
 * @param scenarios by name, in the order in which they ran
 * @param warnings that concern the whole run
 */
public record RunAnalysis(
    int schema,
    String run,
    String toolVersion,
    Map<String, ScenarioAnalysis> scenarios,
    List<String> warnings) {

  /** The version that this code writes. */
  public static final int SCHEMA = 1;
}
