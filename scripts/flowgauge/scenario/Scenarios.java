package flowgauge.scenario;

import flowgauge.scenario.subject.Endpoint;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.HttpUrl;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.PfServe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scenarios that flowgauge brings along: each engine with each flow, and the mock alone. */
public final class Scenarios {
  /** The three parallel nodes of each flow wait this long, in seconds. */
  private static final double FAN_OUT_SECONDS = 0.25;

  private static final Target SCORE =
      new Target(
          "POST",
          "/score",
          List.of(new Header("Content-Type", "application/json")),
          "{\"question\": \"What does the host do under load?\"}".getBytes(StandardCharsets.UTF_8));

  private static final String MODEL =
      "{\"model\": \"stand-in\", \"messages\": [{\"role\": \"user\", \"content\":"
          + " \"What does the host do under load?\"}]%s}";

  private Scenarios() {}

  /** All of them, in the order in which help lists them. */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      for (String flow : List.of("static-sync", "static-async", "flex-async")) {
        all.add(served(engine, flow));
      }
    }
    all.add(
        new Scenario(
            "mock",
            MockApi.BESIDE,
            new Target("GET", "/", List.of(), new byte[0]),
            new ServerTimes(Optional.empty(), Optional.of("/waited_s"), 0, true)));
    all.add(model("mock-model", ""));
    all.add(model("mock-stream", ", \"stream\": true"));
    return List.copyOf(all);
  }

  private static Scenario model(String name, String more) {
    return new Scenario(
        name,
        new MockApi(true),
        new Target(
            "POST",
            "/v1/chat/completions",
            List.of(new Header("Content-Type", "application/json")),
            MODEL.formatted(more).getBytes(StandardCharsets.UTF_8)),
        new ServerTimes(Optional.empty(), Optional.of("/timing/model_s"), 0, true));
  }

  /** The scenario of that name, or empty. */
  public static Optional<Scenario> named(String name) {
    return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  /**
   * An endpoint that runs already.
   *
   * @param name the scenario's name, which is also a folder's
   * @param url its address
   */
  public static Scenario endpoint(String name, HttpUrl url, Target target, ServerTimes times) {
    return new Scenario(name, new Endpoint(url), target, times);
  }

  private static Scenario served(Engine engine, String flow) {
    String kind =
        switch (flow) {
          case "static-sync" -> "sync";
          case "static-async" -> "async";
          default -> "flex";
        };
    // A DAG flow answers {"answer": {...}}, a flex flow the dict itself.
    String parent = kind.equals("flex") ? "" : "/answer";
    return new Scenario(
        engine.name().toLowerCase(java.util.Locale.ROOT) + "-" + kind,
        new PfServe(engine, flow),
        SCORE,
        new ServerTimes(
            Optional.of(parent + "/node_s"),
            Optional.of(parent + "/backend_s"),
            FAN_OUT_SECONDS,
            true));
  }
}
