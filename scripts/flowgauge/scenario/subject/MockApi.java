package flowgauge.scenario.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The mock API: measured alone, or beside what is measured.
 *
 * @param asModel whether it is asked as a model, else for its wait
 */
public record MockApi(boolean asModel) implements Startable {
  /** As what it stands beside others. */
  public static final MockApi BESIDE = new MockApi(false);

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
    return "app";
  }

  @Override
  public boolean callsMock() {
    return !asModel;
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
    MockSettings mock = around.mock();
    ModelSettings model = mock.model();
    Map<String, String> all = new TreeMap<>();
    all.put("MOCK_MIN_S", Double.toString(mock.minSeconds()));
    all.put("MOCK_MAX_S", Double.toString(mock.maxSeconds()));
    all.put("MOCK_SEED", Long.toString(mock.seed()));
    all.put("MOCK_FIRST_TOKEN_S", model.firstToken().toString());
    all.put("MOCK_TOKEN_GAP_S", model.tokenGap().toString());
    all.put("MOCK_TOKENS", model.tokens().toString());
    model
        .requestsPerMinute()
        .ifPresent(most -> all.put("MOCK_REQUESTS_PER_MINUTE", most.toString()));
    model.tokensPerMinute().ifPresent(most -> all.put("MOCK_TOKENS_PER_MINUTE", most.toString()));
    model.answer().ifPresent(text -> all.put("MOCK_ANSWER", text));
    return all;
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
