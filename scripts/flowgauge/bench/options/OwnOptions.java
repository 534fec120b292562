package flowgauge.bench.options;

import flowgauge.bench.input.FlowDefinition;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.App;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.OwnFiles;
import flowgauge.scenario.subject.OwnFlow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line's options for what is the user's own and is served here. */
public final class OwnOptions extends Options {
  @Option(
      names = "--flow",
      paramLabel = "DIR",
      description =
          "serve this PromptFlow flow, its folder or its YAML, repeatable; in both engines unless "
              + "--engine says one")
  List<String> flows = List.of();

  @Option(
      names = "--app",
      paramLabel = "MODULE:NAME",
      description =
          "serve this ASGI or WSGI application, which --engine says, of --dir; a factory is "
              + "MODULE:NAME()")
  String app;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where --app lies, with its requirements.txt (the current folder)")
  String dir;

  @Option(
      names = "--server",
      paramLabel = "gunicorn|uvicorn",
      description = "what runs --app (gunicorn, with uvicorn's worker for asgi)")
  String server;

  @Option(names = "--path", paramLabel = "PATH", description = "what --app is asked (/score)")
  String path;

  @Mixin HandedOptions handed = new HandedOptions();

  /** Whether anything of the user's is to be served. */
  public boolean given() {
    return !flows.isEmpty() || app != null;
  }

  /** Whether that is an application, whose requests may be of any kind. */
  public boolean isApp() {
    return app != null;
  }

  /**
   * Refuses what would have no effect.
   *
   * @param engine as told
   */
  public void check(Optional<String> engine) {
    if (!given() && handed.given()) {
      throw wrong("--env, --env-file, --connection and --init go with --flow");
    }
    if (flows.isEmpty() && handed.promptFlows()) {
      throw wrong("--connection and --init are PromptFlow's: they go with --flow");
    }
    if (app == null && (dir != null || server != null || path != null)) {
      throw wrong("--dir, --server and --path go with --app");
    }
    if (app == null) {
      return;
    }
    if (!app.matches("[A-Za-z_][A-Za-z0-9_.]*:[A-Za-z_][A-Za-z0-9_.]*(\\(\\))?")) {
      throw wrong("--app takes MODULE:NAME, as app:app, or MODULE:FACTORY()");
    }
    if (engine.isEmpty()) {
      throw wrong("--app: add --engine asgi (as FastAPI is), or --engine wsgi (as Flask is)");
    }
    if (server != null && !server.matches("gunicorn|uvicorn")) {
      throw wrong("--server takes gunicorn or uvicorn");
    }
    if ("uvicorn".equals(server) && engine(engine.get()) == Engine.WSGI) {
      throw wrong("--server uvicorn runs asgi only: leave it out for wsgi");
    }
    if (path != null && (!path.startsWith("/") || !path.matches("[!-~]+"))) {
      throw wrong("--path begins with a slash and has no spaces: /score");
    }
  }

  /**
   * A scenario for each flow and engine.
   *
   * @param engine the only one; empty for both
   * @param request with what is sent and where its answer has times
   * @param lines whether each request sends a line of a file
   * @throws ParameterException if there is no such flow, or nothing to send to it
   */
  public List<Scenario> scenarios(Optional<String> engine, EndpointOptions request, boolean lines) {
    List<Engine> engines = engine.map(this::engine).map(List::of).orElse(List.of(Engine.values()));
    List<Scenario> all = new ArrayList<>();
    for (String given : flows) {
      FlowDefinition flow;
      try {
        flow = FlowDefinition.read(given);
      } catch (IllegalArgumentException none) {
        throw wrong("--flow: " + none.getMessage());
      }
      Target target = request.score(() -> lines ? new byte[0] : body(flow));
      for (Engine each : engines) {
        all.add(scenario(flow, each, target, request.times()));
      }
    }
    if (app != null) {
      all.add(app(engine(engine.orElseThrow()), request));
    }
    long names = all.stream().map(Scenario::name).distinct().count();
    if (names < all.size()) {
      throw wrong("two of --flow and --dir have the same name: rename a folder");
    }
    return all;
  }

  private Scenario scenario(FlowDefinition flow, Engine engine, Target target, ServerTimes times) {
    return new Scenario(
        engine.name().toLowerCase(Locale.ROOT) + "-" + flow.name(),
        new OwnFlow(engine, flow.name(), flow.files(), handed.handed(flow.init()), flow.openAi()),
        target,
        times);
  }

  private Scenario app(Engine engine, EndpointOptions request) {
    Path folder = Path.of(dir == null ? "." : dir).toAbsolutePath().normalize();
    String module = app.replaceFirst(":.*", "").replace('.', '/');
    if (!Files.isRegularFile(folder.resolve(module + ".py"))
        && !Files.isRegularFile(folder.resolve(module + "/__init__.py"))) {
      throw wrong("--app: there is no %s.py in %s".formatted(module, folder));
    }
    Optional<Path> list = Optional.of(folder.resolve("requirements.txt"));
    String name = FlowDefinition.name(folder);
    return new Scenario(
        engine.name().toLowerCase(Locale.ROOT) + "-" + name,
        new App(
            engine,
            "uvicorn".equals(server),
            app,
            name,
            new OwnFiles(folder, List.of(), list.filter(Files::isRegularFile), List.of()),
            handed.handed(Optional.empty())),
        request.target(path == null ? "/score" : path),
        request.times());
  }

  private byte[] body(FlowDefinition flow) {
    if (flow.unknown().isPresent()) {
      throw wrong(
          "--flow: what to ask %s is not known, as %s: give --body '%s' or a file, or --data"
              .formatted(flow.name(), flow.unknown().get().why(), flow.unknown().get().body()));
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
}
