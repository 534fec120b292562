package flowgauge.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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

  private static final Pattern KEEP_ALIVE = Pattern.compile("--keep-alive[ =](\\d+)");

  private static final Pattern READY =
      Pattern.compile("executor initializing succeed|Application startup complete");

  /** gunicorn's own default, which neither PromptFlow's command nor uvicorn's worker changes. */
  private static final double GUNICORN_KEEP_ALIVE_SECONDS = 2;

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
  public Map<String, String> imageArguments() {
    return Map.of("FLOW", name);
  }

  /** The command that PromptFlow's {@code flow build --format docker} puts in its image. */
  @Override
  public List<String> command(ServerSize size, String host, int port) {
    List<String> command = new ArrayList<>(List.of("gunicorn"));
    if (served == Engine.ASGI) {
      command.addAll(List.of("--worker-class", "uvicorn.workers.UvicornWorker"));
    }
    command.addAll(List.of("-w", Integer.toString(size.workers())));
    if (served == Engine.WSGI) {
      command.addAll(List.of("--threads", Integer.toString(size.threads())));
    }
    command.addAll(List.of("-b", host + ":" + port, "--timeout", "300"));
    command.add("promptflow.core._serving.app:create_app(engine='" + served.servingEngine() + "')");
    return List.copyOf(command);
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
    if (served == Engine.WSGI && size.threads() == 1) {
      return 0; // gunicorn then takes its sync worker, which keeps no connection
    }
    Matcher given = KEEP_ALIVE.matcher(variables.getOrDefault("GUNICORN_CMD_ARGS", ""));
    return given.find() ? Double.parseDouble(given.group(1)) : GUNICORN_KEEP_ALIVE_SECONDS;
  }
}
