package faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.load.ScriptedServer;
import flowgauge.record.Json;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What a bench is asked for while something else breaks, and who counts its requests. */
final class Loads {
  private Loads() {}

  static String[] mock(String runtime, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("mock", "--runtime", runtime, "--rate", "100", "--mock-wait", "20ms"));
    all.addAll(List.of("--no-report"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  static String[] endpoint(ScriptedServer server, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--url", server.uri() + "/", "--no-report", "--rate"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  static ScriptedServer server() throws IOException {
    return new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("{\"took\": 1}")));
  }

  /** How many requests the mock API itself says have come. */
  static long counted(ScenarioInfo mock) throws Exception {
    URI stats = URI.create(mock.server().url()).resolve("/stats");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(stats).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    JsonNode requests = Json.mapper().readTree(text).path("requests");
    assertTrue(requests.isIntegralNumber(), text);
    return requests.asLong();
  }

  /** Why a run failed, without the machine's paths. */
  static String error(RunInfo info) {
    return info.error().orElse("").replaceAll("/[^ :]*/", "");
  }
}
