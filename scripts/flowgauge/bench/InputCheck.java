package flowgauge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.bench.plan.BenchException;
import flowgauge.load.FirstRequest;
import flowgauge.load.LoadException;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Outcome;
import flowgauge.scenario.InputLines;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Target;
import flowgauge.serve.server.HealthProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks ahead of the load whether each line of inputs has what the flow's {@code /swagger.json}
 * asks for. That names inputs with an empty default too, so the server has the last word: it is
 * asked the first line that lacks one.
 */
final class InputCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private InputCheck() {}

  /**
   * Looks.
   *
   * @throws BenchException naming the line, where the server refuses one that lacks an input
   */
  static void check(URI base, Scenario scenario, LoadProfile load)
      throws BenchException, LoadException, IOException, InterruptedException {
    Target target = scenario.target();
    if (target.inputs().isEmpty() || !target.path().equals("/score")) {
      return;
    }
    List<String> wanted = wanted(HealthProbe.get(base.resolve("/swagger.json"), PATIENCE));
    InputLines lines = target.inputs().get().lines();
    for (int i = 0; i < lines.size() && !wanted.isEmpty(); i++) {
      JsonNode line = JSON.readTree(lines.body(i));
      List<String> lacking = wanted.stream().filter(name -> !line.has(name)).toList();
      if (lacking.isEmpty()) {
        continue;
      }
      Optional<String> refusal = refusal(base, scenario, load, lines.body(i));
      if (refusal.isPresent()) {
        throw new BenchException(
            "%s: %s, line %d lacks %s, which the flow asks for (%s)"
                .formatted(
                    scenario.name(),
                    lines.name(),
                    lines.line(i),
                    String.join(", ", lacking),
                    refusal.get()));
      }
      wanted.removeAll(lacking);
    }
  }

  /** What it asks for and names no default of; nothing where it does not say. */
  private static List<String> wanted(Optional<String> swagger) throws IOException {
    List<String> wanted = new ArrayList<>();
    JsonNode all;
    try {
      all = JSON.readTree(swagger.orElse("{}"));
    } catch (com.fasterxml.jackson.core.JsonProcessingException none) {
      return wanted;
    }
    JsonNode schema = all.at("/paths/~1score/post/requestBody/content/application~1json/schema");
    for (JsonNode name : schema.path("required")) {
      if (!schema.path("properties").path(name.asText()).has("default")) {
        wanted.add(name.asText());
      }
    }
    return wanted;
  }

  private static Optional<String> refusal(
      URI base, Scenario scenario, LoadProfile load, byte[] body)
      throws LoadException, IOException, InterruptedException {
    Target target = scenario.target();
    FirstRequest asked =
        FirstRequest.send(
            base,
            new Target(target.method(), target.path(), target.headers(), body),
            scenario.times(),
            load,
            PATIENCE);
    return asked.outcome() == Outcome.HTTP_ERROR && asked.status() < 500
        ? Optional.of(asked.failure().map(FirstFailure::words).orElse("status " + asked.status()))
        : Optional.empty();
  }
}
