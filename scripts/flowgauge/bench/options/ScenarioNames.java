package flowgauge.bench.options;

import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import java.util.Iterator;

/** The names of all scenarios that flowgauge brings along, for {@code --help}. */
public final class ScenarioNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Scenarios.all().stream().map(Scenario::name).iterator();
  }
}
