package flowgauge.scenario.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A flow served by pf-serve.
 *
 * @param served PromptFlow's engine
 * @param name the flow's folder below {@code flows/}
 */
public record PfServe(Engine served, String name) implements Startable {
  static final String CONNECTION_PROVIDER = "PF_HTTP_CONNECTION_PROVIDER_ENDPOINT";

  /** Those that say how it is served. */
  static final Set<String> OWN_VARIABLES =
      Set.of("PROMPTFLOW_SERVING_ENGINE", "PROMPTFLOW_WORKER_NUM", "PROMPTFLOW_WORKER_THREADS");

  private static final Pattern READY =
      Pattern.compile("executor initializing succeed|Application startup complete");

  @Override
  public String title() {
    return "pf-serve";
  }

  @Override
  public Optional<Engine> engine() {
    return Optional.of(served);
  }

  @Override
  public Optional<String> flow() {
    return Optional.of(name);
  }

  @Override
  public String folder() {
    return "flows";
  }

  @Override
  public String app() {
    return name;
  }

  @Override
  public String list(String promptflow) {
    return "requirements-" + promptflow + ".txt";
  }

  @Override
  public Map<String, String> imageArguments() {
    return Map.of("FLOW", name);
  }

  /** The command that PromptFlow's {@code flow build --format docker} puts in its image. */
  @Override
  public List<String> command(ServerSize size, String host, int port) {
    String app = "promptflow.core._serving.app:create_app(engine='%s')";
    return Gunicorn.command(served, size, host + ":" + port, app.formatted(served.servingEngine()));
  }

  @Override
  public Map<String, String> variables(ServerSize size, Surroundings around) {
    Map<String, String> variables = ServerVariables.of(around.caller());
    variables.put("PROMPTFLOW_SERVING_ENGINE", served.servingEngine());
    variables.put("PROMPTFLOW_WORKER_NUM", Integer.toString(size.workers()));
    variables.put("PROMPTFLOW_WORKER_THREADS", Integer.toString(size.threads()));
    around.mockApi().ifPresent(at -> variables.put("MOCK_API_ENDPOINT", at.toString()));
    // promptflow-core alone starts only with a connection provider named; it is never called.
    variables.putIfAbsent(CONNECTION_PROVIDER, "http://127.0.0.1:9");
    return variables;
  }

  @Override
  public Optional<Pattern> ready() {
    return Optional.of(READY);
  }

  @Override
  public double keepAliveSeconds(ServerSize size, Map<String, String> variables) {
    return Gunicorn.keepAliveSeconds(served, size, variables);
  }
}
