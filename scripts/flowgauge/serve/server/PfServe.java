package flowgauge.serve.server;

import flowgauge.scenario.Engine;
import flowgauge.scenario.MockSettings;
import flowgauge.scenario.ServerSize;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of pf-serve and of the mock API, the same in containers and as processes. */
public final class PfServe {
  private static final Pattern KEEP_ALIVE = Pattern.compile("--keep-alive[ =](\\d+)");

  /** gunicorn's own default, which neither PromptFlow's command nor uvicorn's worker changes. */
  private static final double GUNICORN_KEEP_ALIVE_SECONDS = 2;

  /** uvicorn's own default, run without gunicorn. */
  public static final double MOCK_KEEP_ALIVE_SECONDS = 5;

  private PfServe() {}

  /**
   * The command that PromptFlow's {@code flow build --format docker} puts in its image, to be run
   * in the flow's folder; the address is {@code 0.0.0.0:8080} there.
   */
  public static List<String> command(Engine engine, ServerSize size, String bind) {
    List<String> command = new ArrayList<>(List.of("gunicorn"));
    if (engine == Engine.ASGI) {
      command.addAll(List.of("--worker-class", "uvicorn.workers.UvicornWorker"));
    }
    command.addAll(List.of("-w", Integer.toString(size.workers())));
    if (engine == Engine.WSGI) {
      command.addAll(List.of("--threads", Integer.toString(size.threads())));
    }
    command.addAll(List.of("-b", bind, "--timeout", "300"));
    command.add("promptflow.core._serving.app:create_app(engine='" + engine.servingEngine() + "')");
    return List.copyOf(command);
  }

  /** pf-serve's variables: the caller's that are handed on, and ours. */
  public static Map<String, String> environment(
      Engine engine, ServerSize size, URI mock, Map<String, String> caller) {
    Map<String, String> variables = ServerVariables.of(caller);
    variables.put("PROMPTFLOW_SERVING_ENGINE", engine.servingEngine());
    variables.put("PROMPTFLOW_WORKER_NUM", Integer.toString(size.workers()));
    variables.put("PROMPTFLOW_WORKER_THREADS", Integer.toString(size.threads()));
    variables.put("MOCK_API_ENDPOINT", mock.toString());
    // promptflow-core alone starts only with a connection provider named; it is never called.
    variables.putIfAbsent("PF_HTTP_CONNECTION_PROVIDER_ENDPOINT", "http://127.0.0.1:9");
    return variables;
  }

  /** How long pf-serve keeps an idle connection, seconds; 0 where it closes after each response. */
  public static double keepAliveSeconds(
      Engine engine, ServerSize size, Map<String, String> environment) {
    if (engine == Engine.WSGI && size.threads() == 1) {
      return 0; // gunicorn then takes its sync worker, which keeps no connection
    }
    Matcher given = KEEP_ALIVE.matcher(environment.getOrDefault("GUNICORN_CMD_ARGS", ""));
    return given.find() ? Double.parseDouble(given.group(1)) : GUNICORN_KEEP_ALIVE_SECONDS;
  }

  /** The mock API's command, to be run in its folder: one process, so that its count is whole. */
  public static List<String> mockCommand(String host, int port) {
    return List.of(
        "uvicorn",
        "app:app",
        "--host",
        host,
        "--port",
        Integer.toString(port),
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--no-access-log");
  }

  /** The mock API's variables. */
  public static Map<String, String> mockEnvironment(MockSettings mock) {
    return Map.of(
        "MOCK_MIN_S", Double.toString(mock.minSeconds()),
        "MOCK_MAX_S", Double.toString(mock.maxSeconds()));
  }
}
