package flowgauge.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mock API: measured alone, or beside what is measured. */
public record MockApi() implements Startable {
  /** uvicorn's own default. */
  private static final double KEEP_ALIVE_SECONDS = 5;

  @Override
  public String title() {
    return "the mock API";
  }

  @Override
  public String part() {
    return "mock";
  }

  @Override
  public String name() {
    return "mock";
  }

  @Override
  public Optional<Engine> engine() {
    return Optional.empty();
  }

  @Override
  public Optional<String> flow() {
    return Optional.empty();
  }

  @Override
  public String folder() {
    return "mock-api";
  }

  @Override
  public String app() {
    return "app.py";
  }

  @Override
  public Map<String, String> imageArguments() {
    return Map.of();
  }

  /** One process, so that its count is whole. */
  @Override
  public List<String> command(ServerSize size, String host, int port) {
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

  @Override
  public Map<String, String> variables(ServerSize size, Surroundings around) {
    return Map.of(
        "MOCK_MIN_S", Double.toString(around.mock().minSeconds()),
        "MOCK_MAX_S", Double.toString(around.mock().maxSeconds()));
  }

  @Override
  public Optional<Pattern> ready() {
    return Optional.empty();
  }

  @Override
  public double keepAliveSeconds(ServerSize size, Map<String, String> variables) {
    return KEEP_ALIVE_SECONDS;
  }
}
