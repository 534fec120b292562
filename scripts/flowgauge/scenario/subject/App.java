package flowgauge.scenario.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user's ASGI or WSGI application.
 *
 * @param served its kind
 * @param uvicorn whether uvicorn runs it, ASGI only; else gunicorn does, ASGI by uvicorn's worker
 * @param application as {@code module:name}, or {@code module:factory()}
 * @param name its folder's
 * @param files what is served
 * @param handed what it is given
 */
public record App(
    Engine served, boolean uvicorn, String application, String name, OwnFiles files, Handed handed)
    implements Own {
  /** What a worker of uvicorn's prints; one of gunicorn's own says nothing once it is up. */
  private static final Pattern READY = Pattern.compile("Application startup complete");

  private static final double UVICORN_KEEP_ALIVE_SECONDS = 5;

  @Override
  public String title() {
    return uvicorn ? "uvicorn" : "gunicorn";
  }

  @Override
  public Optional<Engine> engine() {
    return Optional.of(served);
  }

  @Override
  public Optional<String> flow() {
    return Optional.empty();
  }

  @Override
  public String folder() {
    return "flows";
  }

  @Override
  public String list(String promptflow) {
    return "servers.txt";
  }

  @Override
  public List<String> command(ServerSize size, String host, int port) {
    if (!uvicorn) {
      return Gunicorn.command(served, size, host + ":" + port, application);
    }
    List<String> command = new ArrayList<>(List.of("uvicorn"));
    if (application.endsWith("()")) {
      command.add("--factory");
    }
    command.addAll(List.of(application.replaceFirst("\\(\\)$", ""), "--host", host));
    command.addAll(List.of("--port", Integer.toString(port), "--no-access-log"));
    command.addAll(List.of("--workers", Integer.toString(size.workers())));
    return List.copyOf(command);
  }

  @Override
  public Map<String, String> variables(ServerSize size, Surroundings around) {
    Map<String, String> variables = ServerVariables.of(around.caller());
    around.mockApi().ifPresent(at -> variables.put("MOCK_API_ENDPOINT", at.toString()));
    variables.putAll(around.model());
    variables.putAll(handed.variables());
    return variables;
  }

  @Override
  public boolean hasHealth() {
    return false;
  }

  @Override
  public Optional<Pattern> ready() {
    return served == Engine.ASGI ? Optional.of(READY) : Optional.empty();
  }

  @Override
  public double keepAliveSeconds(ServerSize size, Map<String, String> variables) {
    return uvicorn
        ? UVICORN_KEEP_ALIVE_SECONDS
        : Gunicorn.keepAliveSeconds(served, size, variables);
  }
}
