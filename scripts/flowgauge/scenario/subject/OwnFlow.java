package flowgauge.scenario.subject;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A user's flow, served by pf-serve as those that flowgauge brings along.
 *
 * @param server pf-serve, with the flow's name
 * @param files the flow
 * @param handed what it is given
 * @param openAi names of connections that it wants of OpenAI's own kind; others are Azure's
 */
public record OwnFlow(PfServe server, OwnFiles files, Handed handed, Set<String> openAi)
    implements Own {

  @Override
  public String title() {
    return server.title();
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public Optional<Engine> engine() {
    return server.engine();
  }

  @Override
  public Optional<String> flow() {
    return server.flow();
  }

  @Override
  public String folder() {
    return server.folder();
  }

  @Override
  public String list(String promptflow) {
    return server.list(promptflow);
  }

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
    return Own.super.secret(variable) || variable.equals(PfServe.CONNECTION_PROVIDER);
  }

  @Override
  public List<String> command(ServerSize size, String host, int port) {
    return server.command(size, host, port);
  }

  /** The user's too, ahead of all but those that say how it is served. */
  @Override
  public Map<String, String> variables(ServerSize size, Surroundings around) {
    Map<String, String> variables = server.variables(size, around);
    // an exporter that some packages bring along else calls its maker
    variables.put("APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL", "true");
    variables.putAll(around.model());
    handed.variables().entrySet().stream()
        .filter(given -> !PfServe.OWN_VARIABLES.contains(given.getKey()))
        .forEach(given -> variables.put(given.getKey(), given.getValue()));
    boolean elsewhere =
        around.caller().containsKey(PfServe.CONNECTION_PROVIDER)
            || handed.variables().containsKey(PfServe.CONNECTION_PROVIDER);
    if (!elsewhere || !handed.connections().isEmpty()) {
      around
          .connections()
          .ifPresent(at -> variables.put(PfServe.CONNECTION_PROVIDER, at.toString()));
    }
    return variables;
  }

  @Override
  public Optional<Pattern> ready() {
    return server.ready();
  }

  @Override
  public double keepAliveSeconds(ServerSize size, Map<String, String> variables) {
    return server.keepAliveSeconds(size, variables);
  }
}
