package flowgauge.scenario.subject;

import java.util.Map;

/**
 * A flow that comes along, served by pf-serve.
 *
 * @param served PromptFlow's engine
 * @param name the flow's folder below {@code flows/}
 */
public record PfServe(Engine served, String name) implements PromptFlow {
  @Override
  public String app() {
    return name;
  }

  @Override
  public Map<String, String> imageArguments() {
    return Map.of("FLOW", name);
  }
}
