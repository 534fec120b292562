///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/capacity/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Djava.awt.headless=true -Dio.netty.leakDetection.level=disabled

import flowgauge.bench.BenchRun;
import flowgauge.bench.options.BenchCommandLine;
import flowgauge.bench.options.EndpointOptions;
import flowgauge.bench.options.InputOptions;
import flowgauge.bench.options.MockOptions;
import flowgauge.bench.options.OwnOptions;
import flowgauge.bench.options.Preset;
import flowgauge.bench.options.ScenarioChoice;
import flowgauge.bench.options.ScenarioNames;
import flowgauge.bench.options.ServerOptions;
import flowgauge.bench.options.ToldOptions;
import flowgauge.bench.options.WithoutEffect;
import flowgauge.bench.plan.BenchException;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.capacity.CapacityOptions;
import flowgauge.capacity.CapacityRun;
import flowgauge.command.Alias;
import flowgauge.record.RunInfo;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.ServerSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds how many users, or requests a second, a server takes before an objective breaks. */
@Command(
    name = "capacity",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    customSynopsis = {
      "capacity [SCENARIO...] [OPTIONS]  servers that flowgauge starts",
      "       capacity --flow DIR [OPTIONS]     the same with a flow of yours",
      "       capacity --app MODULE:NAME --dir DIR --engine asgi|wsgi [OPTIONS]",
      "                                         or with an application",
      "       capacity --url URL [OPTIONS]      an endpoint that runs already"
    },
    description = {
      "Finds the highest load that keeps every objective, how sure that is, and what limits there. "
          + "The load doubles until an objective breaks, then closes in. A step ends once its "
          + "answer is clear. The load found is held for longer, and once more coming from above."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang capacity                    how many users with p95 below 2 s?",
      "  ./jbang capacity asgi-async --open --arrivals poisson     requests a second",
      "  ./jbang capacity wsgi-sync --workers 4 --threads 8 --slo 'p95 < 3s' \\",
      "      --slo 'failures < 0.5%%'",
      "  ./jbang capacity --url http://127.0.0.1:8080/score --body request.json \\",
      "      --slo 'p99 < 500ms'",
      "  ./jbang capacity --flow my-flow --env OPENAI_API_KEY --slo 'p95 < 10s' \\",
      "      --budget 10m --json",
      "",
      "Exit codes: 0 done, 1 the run failed, 2 wrong usage,",
      "  3 the lowest load breaks an objective, 130 interrupted"
    })
class Capacity extends Alias {
  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      completionCandidates = ScenarioNames.class,
      description = "what to measure, in order: ${COMPLETION-CANDIDATES}")
  List<String> names = List.of();

  @Mixin CapacityOptions search;
  @Mixin ServerOptions server;
  @Mixin MockOptions mock;
  @Mixin OwnOptions own;
  @Mixin EndpointOptions endpoint;
  @Mixin InputOptions input;

  @ArgGroup(exclusive = false, heading = ToldOptions.HEADING)
  ToldOptions told = new ToldOptions();

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return BenchCommandLine.execute(new Capacity(), args);
  }

  @Override
  public Integer call() throws BenchException {
    List<Scenario> scenarios = new ScenarioChoice(line(), endpoint, own, told, input).of(names);
    server.check(scenarios);
    ServerSettings settings =
        server.settings(Preset.QUICK, endpoint.forEngine(), mock.settings(search.seed()));
    BenchPlan plan =
        search.plan(
            scenarios,
            server.runtime,
            settings.of(told.running(line(), server, endpoint.scenario(), own.given())));
    WithoutEffect.check(line(), plan);
    return new BenchRun(plan, Optional.empty(), Optional.of(new CapacityRun(search)))
        .execute(search.json);
  }
}
