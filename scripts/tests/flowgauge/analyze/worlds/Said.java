package flowgauge.analyze.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.worlds.Truth.Fact;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an analysis says, fact by fact, in the words of {@link Truth}: the only file that knows
 * where in {@code analysis.json} each stands. {@link #NOT_TOLD} where it says nothing.
 */
public final class Said {
  /** The analysis has no such fact. */
  public static final String NOT_TOLD = "-";

  /** It has, and says that it can't tell. */
  public static final String CANNOT_TELL = "cannot_tell";

  private static final Map<Fact, String> POINTERS =
      Map.of(
          Fact.REQUESTS, "/requests/verdict",
          Fact.PILED_UP, "/backpressure/verdict",
          Fact.SERVICE, "/service/verdict",
          Fact.PAUSES, "/pauses/verdict",
          Fact.LIMITER, "/limiter/name",
          Fact.CAUSE, "/failures/cause");

  /** Names of causes in analyses, where they are others than in {@link FailureCause}. */
  private static final Map<String, String> CAUSES =
      Map.of("queue_overflow", "connections", "rate_limit", "refused", "reset", "random");

  private Said() {}

  /** Analyzes a run of one scenario. */
  static Map<Fact, String> of(RunFolder folder) throws IOException {
    JsonNode all = Json.mapper().valueToTree(Analyzer.DEFAULT.run(folder));
    return of(all.path("scenarios").elements().next());
  }

  /** Reads one scenario of an {@code analysis.json}. */
  public static Map<Fact, String> of(JsonNode scenario) {
    Map<Fact, String> said = new EnumMap<>(Fact.class);
    POINTERS.forEach((fact, pointer) -> said.put(fact, scenario.at(pointer).asText(NOT_TOLD)));
    said.replaceAll((fact, text) -> text.isEmpty() ? NOT_TOLD : text);
    if (said.get(Fact.CAUSE).equals(NOT_TOLD)) {
      said.put(Fact.CAUSE, ofMostFailures(scenario.at("/failures")));
    }
    return said;
  }

  /** The first cause of each cluster, weighed by its failures. */
  private static String ofMostFailures(JsonNode failures) {
    if (failures.path("count").asLong() == 0) {
      return "nothing";
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    for (JsonNode cluster : failures.path("clusters")) {
      String name = cluster.at("/causes/0/name").asText("unknown");
      counts.merge(CAUSES.getOrDefault(name, name), cluster.path("failures").asLong(), Long::sum);
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("unknown");
  }
}
