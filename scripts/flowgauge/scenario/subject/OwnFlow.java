package flowgauge.scenario.subject;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A user's flow, served by pf-serve as those that flowgauge brings along.
 *
 * @param served PromptFlow's engine
 * @param name the flow's
 * @param files the flow
 * @param handed what it is given
 * @param openAi names of connections that it wants of OpenAI's own kind; others are Azure's
 */
public record OwnFlow(Engine served, String name, OwnFiles files, Handed handed, Set<String> openAi)
    implements PromptFlow, Own {

  @Override
  public Map<String, String> connections() {
    return handed.connections();
  }

  @Override
  public String modelConnection(String named, URI mock) {
    return ModelStandIn.connection(named, openAi.contains(named), mock);
  }

  @Override
  public boolean secret(String variable) {
    return Own.super.secret(variable) || variable.equals(CONNECTION_PROVIDER);
  }

  /** The user's too, ahead of all but those that say how it is served. */
  @Override
  public Map<String, String> variables(ServerSize size, Surroundings around) {
    Map<String, String> variables = PromptFlow.super.variables(size, around);
    // an exporter that some packages bring along else calls its maker
    variables.put("APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL", "true");
    variables.putAll(around.model());
    handed.variables().entrySet().stream()
        .filter(given -> !OWN_VARIABLES.contains(given.getKey()))
        .forEach(given -> variables.put(given.getKey(), given.getValue()));
    boolean elsewhere =
        around.caller().containsKey(CONNECTION_PROVIDER)
            || handed.variables().containsKey(CONNECTION_PROVIDER);
    if (!elsewhere || !handed.connections().isEmpty()) {
      around.connections().ifPresent(at -> variables.put(CONNECTION_PROVIDER, at.toString()));
    }
    return variables;
  }
}
