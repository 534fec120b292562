package flowgauge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import flowgauge.bench.input.InputFile;
import flowgauge.bench.plan.BenchException;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.HttpUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that lack what a flow asks for are told ahead of the load. */
class InputCheckTest {
  /** As pf-serve writes it: every input is required, an empty default is none. */
  private static final String SWAGGER =
      """
      {"paths": {"/score": {"post": {"requestBody": {"content": {"application/json": {"schema":
        {"type": "object", "required": ["question", "history", "tone"],
         "properties": {"question": {"type": "string"}, "history": {"type": "array"},
                        "tone": {"type": "string", "default": "kind"}}}}}}}}}}
      """;

  private static final LoadProfile LOAD =
      new LoadProfile(
          List.of(new LoadProfile.Users(1, 1, Duration.ofSeconds(1))),
          Duration.ZERO,
          Duration.ZERO,
          LoadProfile.Arrivals.UNIFORM,
          LoadProfile.Connections.PER_USER,
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ZERO,
          Duration.ZERO,
          false,
          1);

  @TempDir Path temp;
  private final AtomicInteger asked = new AtomicInteger();

  /** A flow that wants a question, and has a default of all else. */
  private HttpServer server(String swagger) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean score = exchange.getRequestURI().getPath().equals("/score");
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.addAndGet(score ? 1 : 0);
            boolean good = !score || body.contains("question");
            byte[] answer =
                (score ? good ? "{}" : "Required input fields ['question']" : swagger)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(good ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }

  private interface Look {
    void at(URI base, Scenario scenario) throws Exception;
  }

  private void check(String swagger, String lines) throws Exception {
    check(swagger, lines, (base, scenario) -> InputCheck.check(base, scenario, LOAD));
  }

  private void check(String swagger, String lines, Look look) throws Exception {
    HttpServer server = server(swagger);
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      Target target =
          new Target("POST", "/score", List.of(), new byte[0])
              .sending(
                  new Inputs(
                      InputFile.read(
                          Files.writeString(temp.resolve("in.jsonl"), lines), Optional.empty()),
                      Inputs.Order.IN_TURN,
                      Optional.empty()));
      Scenario scenario =
          Scenarios.endpoint("own", HttpUrl.parse(base + "/score"), target, ServerTimes.NONE);
      look.at(URI.create(base), scenario);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theLineAndTheServersWordsAreTold() {
    BenchException refused =
        assertThrows(
            BenchException.class,
            () ->
                check(
                    SWAGGER,
                    "{\"question\": \"a\", \"history\": []}\n\n{\"question\": \"b\"}\n{\"q\": 1}\n"));
    assertTrue(
        refused.getMessage().contains("in.jsonl, line 4 lacks question"), refused.getMessage());
    assertTrue(refused.getMessage().contains("Required input fields"), refused.getMessage());
    assertEquals(2, asked.get(), "line 3 lacks what has a default, and is asked once");
  }

  @Test
  void aFirstLineThatIsRefusedIsToldSoToo() {
    Look first = (base, scenario) -> Preflight.check(base, scenario, LOAD);
    BenchException refused =
        assertThrows(BenchException.class, () -> check(SWAGGER, "{\"qestion\": 1}\n", first));
    assertTrue(
        refused.getMessage().contains("in.jsonl, line 1 lacks question"), refused.getMessage());
  }

  @Test
  void whatHasAllOrSaysNothingPasses() throws Exception {
    check(SWAGGER, "{\"question\": \"a\", \"history\": []}\n");
    check("{}", "{\"q\": 1}\n");
    check("no JSON", "{\"q\": 1}\n");
    assertEquals(0, asked.get());
  }
}
