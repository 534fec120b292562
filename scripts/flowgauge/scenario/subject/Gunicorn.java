package flowgauge.scenario.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How gunicorn runs an application. */
final class Gunicorn {
  private static final Pattern KEEP_ALIVE = Pattern.compile("--keep-alive[ =](\\d+)");

  /** Its own default, which uvicorn's worker does not change. */
  private static final double KEEP_ALIVE_SECONDS = 2;

  private Gunicorn() {}

  /**
   * As PromptFlow's {@code flow build --format docker} runs it.
   *
   * @param app as {@code module:name}
   */
  static List<String> command(Engine engine, ServerSize size, String bind, String app) {
    List<String> command = new ArrayList<>(List.of("gunicorn"));
    if (engine == Engine.ASGI) {
      command.addAll(List.of("--worker-class", "uvicorn.workers.UvicornWorker"));
    }
    command.addAll(List.of("-w", Integer.toString(size.workers())));
    if (engine == Engine.WSGI) {
      command.addAll(List.of("--threads", Integer.toString(size.threads())));
    }
    command.addAll(List.of("-b", bind, "--timeout", "300", app));
    return List.copyOf(command);
  }

  /** How long it keeps an idle connection, seconds; 0 where it closes after each response. */
  static double keepAliveSeconds(Engine engine, ServerSize size, Map<String, String> variables) {
    if (engine == Engine.WSGI && size.threads() == 1) {
      return 0; // it then takes its sync worker, which keeps no connection
    }
    Matcher given = KEEP_ALIVE.matcher(variables.getOrDefault("GUNICORN_CMD_ARGS", ""));
    return given.find() ? Double.parseDouble(given.group(1)) : KEEP_ALIVE_SECONDS;
  }
}
