package flowgauge.bench;

import flowgauge.scenario.Engine;
import flowgauge.scenario.OwnFlow;
import flowgauge.scenario.PfServe;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's options for what is the user's own and is served here. */
public final class OwnOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--flow",
      paramLabel = "DIR",
      description =
          "serve this PromptFlow flow, its folder or its YAML, repeatable; in both engines unless "
              + "--engine says one")
  List<String> flows = List.of();

  @Mixin HandedOptions handed = new HandedOptions();

  /** Whether anything of the user's is to be served. */
  public boolean given() {
    return !flows.isEmpty();
  }

  /** Refuses what is handed to nothing. */
  public void check() {
    if (!given() && handed.given()) {
      throw wrong("--env, --env-file, --connection and --init go with --flow");
    }
  }

  /**
   * A scenario for each flow and engine.
   *
   * @param engine the only one; empty for both
   * @param request with what is sent and where its answer has times
   * @throws ParameterException if there is no such flow, or nothing to send to it
   */
  public List<Scenario> scenarios(Optional<String> engine, EndpointOptions request) {
    List<Engine> engines = engine.map(this::engine).map(List::of).orElse(List.of(Engine.values()));
    List<Scenario> all = new ArrayList<>();
    for (String given : flows) {
      FlowDefinition flow;
      try {
        flow = FlowDefinition.read(given);
      } catch (IllegalArgumentException none) {
        throw wrong("--flow: " + none.getMessage());
      }
      Target target = request.score(() -> body(flow));
      for (Engine each : engines) {
        all.add(scenario(flow, each, target, request.times()));
      }
    }
    long names = all.stream().map(Scenario::name).distinct().count();
    if (names < all.size()) {
      throw wrong("--flow: two flows' folders have the same name: rename one");
    }
    return all;
  }

  private Scenario scenario(FlowDefinition flow, Engine engine, Target target, ServerTimes times) {
    return new Scenario(
        engine.name().toLowerCase(Locale.ROOT) + "-" + flow.name(),
        new OwnFlow(new PfServe(engine, flow.name()), flow.files(), handed.handed()),
        target,
        times);
  }

  private byte[] body(FlowDefinition flow) {
    if (flow.unknown().isPresent()) {
      throw wrong(
          "--flow: what to ask %s is not known, as %s: give --body '{\"INPUT\": ...}' or a file"
              .formatted(flow.name(), flow.unknown().get()));
    }
    return flow.inputs().toString().getBytes(StandardCharsets.UTF_8);
  }

  private Engine engine(String text) {
    try {
      return Engine.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw wrong("--engine takes wsgi or asgi");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
