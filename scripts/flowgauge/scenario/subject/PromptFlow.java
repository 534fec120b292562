package flowgauge.scenario.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What pf-serve serves: a flow, as PromptFlow's {@code flow build} would have it run. */
interface PromptFlow extends Startable {
  String CONNECTION_PROVIDER = "PF_HTTP_CONNECTION_PROVIDER_ENDPOINT";

  /** Those variables that say how it is served. */
  Set<String> OWN_VARIABLES =
      Set.of("PROMPTFLOW_SERVING_ENGINE", "PROMPTFLOW_WORKER_NUM", "PROMPTFLOW_WORKER_THREADS");

  Pattern READY = Pattern.compile("executor initializing succeed|Application startup complete");

  /** PromptFlow's engine. */
  Engine served();

  @Override
  default String title() {
    return "pf-serve";
  }

  @Override
  default Optional<Engine> engine() {
    return Optional.of(served());
  }

  @Override
  default Optional<String> flow() {
    return Optional.of(name());
  }

  @Override
  default String folder() {
    return "flows";
  }

  @Override
  default String list(String promptflow) {
    return "requirements-" + promptflow + ".txt";
  }

  /** The command that PromptFlow's {@code flow build --format docker} puts in its image. */
  @Override
  default List<String> command(ServerSize size, String host, int port) {
    String app = "promptflow.core._serving.app:create_app(engine='%s')";
    return Gunicorn.command(
        served(), size, host + ":" + port, app.formatted(served().servingEngine));
  }

  @Override
  default Map<String, String> variables(ServerSize size, Surroundings around) {
    Map<String, String> variables = ServerVariables.of(around.caller());
    variables.put("PROMPTFLOW_SERVING_ENGINE", served().servingEngine);
    variables.put("PROMPTFLOW_WORKER_NUM", Integer.toString(size.workers()));
    variables.put("PROMPTFLOW_WORKER_THREADS", Integer.toString(size.threads()));
    around.mockApi().ifPresent(at -> variables.put("MOCK_API_ENDPOINT", at.toString()));
    // promptflow-core alone starts only with a connection provider named; it is never called.
    variables.putIfAbsent(CONNECTION_PROVIDER, "http://127.0.0.1:9");
    return variables;
  }

  @Override
  default Optional<Pattern> ready() {
    return Optional.of(READY);
  }

  @Override
  default double keepAliveSeconds(ServerSize size, Map<String, String> variables) {
    return Gunicorn.keepAliveSeconds(served(), size, variables);
  }
}
