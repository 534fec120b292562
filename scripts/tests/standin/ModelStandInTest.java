package standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ModelSettings;
import flowgauge.scenario.subject.Spread;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.Servers;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.Checkout;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mock API as a model, asked by a client that is none of flowgauge's. */
class ModelStandInTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String BODY =
      "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]%s}";

  private static final ModelSettings SPREAD =
      new ModelSettings(
          new Spread(0.01, 0.03, false),
          new Spread(0.0005, 0.002, true),
          new Spread(5, 40, false),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true);

  @TempDir Path folder;

  private Server start(ModelSettings model, long seed) throws Exception {
    ServerSettings usual = Servers.settings(1, 1);
    return Servers.start(
        RuntimeChoice.PROCESS,
        Scenarios.named("mock-model").orElseThrow(),
        new ServerSettings(
            usual.size(),
            new MockSettings(0, 0, model, seed),
            usual.promptflow(),
            usual.baseImage(),
            usual.startTimeout()),
        folder);
  }

  private static HttpRequest request(URI base, String path, String body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> ask(URI base, String path, String body) throws Exception {
    return CLIENT.send(request(base, path, body), HttpResponse.BodyHandlers.ofString());
  }

  private static String text(String body) {
    try {
      return JSON.readTree(body).at("/choices/0/message/content").asText();
    } catch (Exception broken) {
      throw new AssertionError(body, broken);
    }
  }

  /** What each of four questions, asked five times, was answered, in whatever order they came. */
  private Map<String, List<String>> answers(long seed, boolean reversed) throws Exception {
    try (Server server = start(SPREAD, seed)) {
      Map<String, List<String>> all = new TreeMap<>();
      for (int round = 0; round < 5; round++) {
        List<String> questions = new ArrayList<>(List.of("one", "two", "three", "four"));
        if (reversed) {
          Collections.reverse(questions);
        }
        Map<String, CompletableFuture<HttpResponse<String>>> asked = new TreeMap<>();
        for (String each : questions) {
          asked.put(
              each,
              CLIENT.sendAsync(
                  request(server.base(), "/v1/chat/completions", BODY.formatted(each, "")),
                  HttpResponse.BodyHandlers.ofString()));
        }
        asked.forEach(
            (each, answer) ->
                all.computeIfAbsent(each, none -> new ArrayList<>())
                    .add(text(answer.join().body())));
      }
      return all;
    }
  }

  @Test
  void aSeedMakesItTheSameAgainInAnyOrder() throws Exception {
    Map<String, List<String>> once = answers(7, false);
    assertEquals(once, answers(7, true));
    assertNotEquals(once, answers(8, false));
    assertEquals(20, once.values().stream().flatMap(List::stream).distinct().count());
  }

  @Test
  void aStreamComesAsItIsSet() throws Exception {
    ModelSettings set =
        new ModelSettings(
            Spread.always(0.15),
            Spread.always(0.02),
            Spread.always(8),
            Optional.empty(),
            Optional.empty(),
            Optional.of("It says just this."),
            true);
    try (Server server = start(set, 1)) {
      String more = ", \"stream\": true, \"stream_options\": {\"include_usage\": true}";
      long sent = System.nanoTime();
      List<Long> atUs = new ArrayList<>();
      List<JsonNode> chunks = new ArrayList<>();
      String last = "";
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  CLIENT
                      .send(
                          request(
                              server.base(),
                              "/openai/deployments/mine/chat/completions?api-version=2024-10-21",
                              BODY.formatted("hm", more)),
                          HttpResponse.BodyHandlers.ofInputStream())
                      .body(),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data: {")) {
            atUs.add((System.nanoTime() - sent) / 1_000);
            chunks.add(JSON.readTree(line.substring(6)));
          }
          last = line.isEmpty() ? last : line;
        }
      }
      assertEquals("data: [DONE]", last);
      assertEquals(7, chunks.size(), chunks.toString()); // role, four words, reason, usage
      assertEquals("assistant", chunks.get(0).at("/choices/0/delta/role").asText());
      assertEquals("", chunks.get(0).at("/choices/0/delta/content").asText());
      StringBuilder text = new StringBuilder();
      chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText("")));
      assertEquals("It says just this.", text.toString());
      assertEquals("stop", chunks.get(5).at("/choices/0/finish_reason").asText());
      assertEquals(4, chunks.get(6).at("/usage/completion_tokens").asInt());
      assertEquals("mine", chunks.get(1).at("/model").asText());
      // nothing can be read before it was due, a millisecond's timer aside
      for (int token = 0; token < 4; token++) {
        assertTrue(atUs.get(1 + token) >= 148_000 + 20_000L * token, atUs.toString());
      }
      JsonNode timing = chunks.get(5).at("/timing");
      assertTrue(timing.at("/first_token_s").asDouble() >= 0.148, timing.toString());
      assertTrue(timing.at("/first_token_s").asDouble() * 1e6 <= atUs.get(1), timing.toString());
      assertTrue(timing.at("/model_s").asDouble() >= 0.208, timing.toString());
    }
  }

  @Test
  void beyondARateItRefusesAndSaysForHowLong() throws Exception {
    ModelSettings set =
        new ModelSettings(
            Spread.always(0),
            Spread.always(0),
            Spread.always(10),
            Optional.of(3),
            Optional.of(1000),
            Optional.empty(),
            true);
    try (Server server = start(set, 1)) {
      long beganMs = System.nanoTime() / 1_000_000;
      for (int i = 2; i >= 0; i--) {
        HttpResponse<String> good =
            ask(server.base(), "/chat/completions", BODY.formatted("hm", ""));
        assertEquals(200, good.statusCode(), good.body());
        assertEquals(
            Integer.toString(i),
            good.headers().firstValue("x-ratelimit-remaining-requests").orElse(""));
        assertTrue(good.headers().firstValue("Server-Timing").orElse("").contains("total;dur="));
      }
      HttpResponse<String> refused =
          ask(server.base(), "/v1/chat/completions", BODY.formatted("hm", ""));
      long passedMs = System.nanoTime() / 1_000_000 - beganMs;
      assertEquals(429, refused.statusCode());
      assertEquals("rate_limit_exceeded", JSON.readTree(refused.body()).at("/error/code").asText());
      assertEquals("requests", JSON.readTree(refused.body()).at("/error/type").asText());
      long waitMs = Long.parseLong(refused.headers().firstValue("retry-after-ms").orElseThrow());
      assertTrue(waitMs <= 60_001 && waitMs >= 60_000 - passedMs, waitMs + " " + passedMs);
      assertEquals(
          (waitMs + 999) / 1_000,
          Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()));
      HttpResponse<String> large =
          ask(server.base(), "/v1/chat/completions", BODY.formatted("x".repeat(5_000), ""));
      assertEquals("tokens", JSON.readTree(large.body()).at("/error/type").asText());
      assertTrue(large.headers().firstValue("Retry-After").isEmpty(), "no wait would help");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"messages\": []}",
        "{\"messages\": \"hm\"}",
        "{\"messages\": [1]}",
        "{\"messages\": [{}], \"max_tokens\": 0}",
      })
  void whatIsNoQuestionIsRefusedAsTheServiceDoes(String body) throws Exception {
    try (Server server = start(SPREAD, 1)) {
      HttpResponse<String> refused = ask(server.base(), "/v1/chat/completions", body);
      assertEquals(400, refused.statusCode(), refused.body());
      JsonNode error = JSON.readTree(refused.body()).path("error");
      assertEquals("invalid_request_error", error.path("type").asText());
      assertFalse(error.path("message").asText().isEmpty());
    }
  }

  @Test
  void aBoundOnTokensCutsItAndJsonIsJson() throws Exception {
    try (Server server = start(SPREAD, 1)) {
      JsonNode cut =
          JSON.readTree(
              ask(
                      server.base(),
                      "/v1/chat/completions",
                      BODY.formatted("hm", ", \"max_tokens\": 2"))
                  .body());
      assertEquals("length", cut.at("/choices/0/finish_reason").asText());
      assertEquals(2, cut.at("/usage/completion_tokens").asInt());
      String json = ", \"response_format\": {\"type\": \"json_object\"}";
      String body = ask(server.base(), "/v1/chat/completions", BODY.formatted("hm", json)).body();
      assertTrue(JSON.readTree(text(body)).path("answer").isTextual(), body);
    }
  }

  @Test
  void limitsAndSpreadsAreTheirDefinitions() throws Exception {
    ProcessBuilder python =
        new ProcessBuilder(
            "python3", Checkout.root().resolve("scripts/tests/standin/mock_checks.py").toString());
    python.environment().put("PYTHONPATH", Checkout.root().resolve("mock-api/app").toString());
    python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process running = python.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, running.waitFor(), said);
    assertEquals("held", said.strip());
  }
}
