///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/bench/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Djava.awt.headless=true -Dio.netty.leakDetection.level=disabled

import flowgauge.bench.BenchRun;
import flowgauge.bench.Resume;
import flowgauge.bench.options.BenchCommandLine;
import flowgauge.bench.options.EndpointOptions;
import flowgauge.bench.options.InputOptions;
import flowgauge.bench.options.LoadOptions;
import flowgauge.bench.options.MockOptions;
import flowgauge.bench.options.OwnOptions;
import flowgauge.bench.options.Preset;
import flowgauge.bench.options.RunOptions;
import flowgauge.bench.options.ScenarioChoice;
import flowgauge.bench.options.ScenarioNames;
import flowgauge.bench.options.ServerOptions;
import flowgauge.bench.options.ToldOptions;
import flowgauge.bench.options.WithoutEffect;
import flowgauge.bench.plan.BenchException;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.command.Alias;
import flowgauge.record.RunInfo;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.ServerSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts pf-serve, or any HTTP endpoint, under load and keeps every request as a row. */
@Command(
    name = "bench",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    customSynopsis = {
      "bench [SCENARIO...] [OPTIONS]     servers that flowgauge starts",
      "       bench --flow DIR [OPTIONS]        the same with a flow of yours",
      "       bench --app MODULE:NAME --dir DIR --engine asgi|wsgi [OPTIONS]  or an application",
      "       bench --url URL [OPTIONS]         an endpoint that runs already"
    },
    description = {
      "Puts pf-serve, or any HTTP endpoint, under load and keeps every request as a row of a CSV."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang bench                                   wsgi-sync then asgi-async, 100 users, 30 s",
      "  ./jbang bench --preset article                  the published study: 1000 users, 5 min",
      "  ./jbang bench wsgi-async asgi-sync --users 200 --workers 4 --threads 8",
      "  ./jbang bench mock --rate 10..200 --duration 60s",
      "  ./jbang bench --flow my-flow --body '{\"question\": \"...\"}' --env OPENAI_API_KEY",
      "  ./jbang bench --flow my-flow --mock-model --stream    without a key: the model is a mock",
      "  ./jbang bench --app app:app --dir flows/fastapi-async --engine asgi --body request.json",
      "  ./jbang bench --url http://127.0.0.1:8080/score --body request.json \\",
      "      --header 'Authorization: env:TOKEN' --rate 50 --fail-if 'p95 > 2s'",
      "  ./jbang bench --url http://127.0.0.1:8080/score --engine wsgi --workers 2 --threads 4 \\",
      "      --server-port 8080                          a server of yours, told of and watched",
      "  ./jbang bench --url https://example.test/score --allow-remote example.test --users 50",
      "  ./jbang bench asgi-async --mock-engine tcp://10.0.0.7:2376 --allow-remote 10.0.0.7",
      "                                                  the mock API on another machine's engine",
      "  ./jbang bench --url http://127.0.0.1:8080/score --body request.json --stream \\",
      "      --expect 'json /answer' --fail-if 'first-event p95 > 1s'",
      "  ./jbang bench asgi-async --data inputs.jsonl    a line of the file each request",
      "  ./jbang bench --resume RUN                      what a stopped run did not come to",
      "",
      "Exit codes: 0 done, 1 the run failed, 2 wrong usage, 3 a --fail-if is broken, 130 interrupted"
    })
class Bench extends Alias {
  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      completionCandidates = ScenarioNames.class,
      description = "what to measure, in order: ${COMPLETION-CANDIDATES}")
  List<String> names = List.of();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "quick or article: the size of what isn't given (${DEFAULT-VALUE})")
  Preset preset;

  @Mixin LoadOptions load;
  @Mixin ServerOptions server;
  @Mixin MockOptions mock;
  @Mixin OwnOptions own;
  @Mixin EndpointOptions endpoint;
  @Mixin InputOptions input;

  @ArgGroup(exclusive = false, heading = ToldOptions.HEADING)
  ToldOptions told = new ToldOptions();

  @Mixin RunOptions run;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return BenchCommandLine.execute(new Bench(), args);
  }

  @Override
  public Integer call() throws BenchException {
    if (run.resume == null) {
      BenchPlan plan = plan();
      WithoutEffect.check(line(), plan);
      return new BenchRun(plan, Optional.empty(), Optional.empty()).execute(run.json);
    }
    Resume resume = Resume.of(run.resume);
    if (resume.complete()) {
      return resume.nothingToDo(run.json);
    }
    resume.endpoint().ifPresent(endpoint::fill);
    resume.endpoint().ifPresent(told::fill);
    BenchPlan kept = resume.plan(line(), plan());
    return new BenchRun(kept, Optional.of(resume), Optional.empty()).execute(run.json);
  }

  private BenchPlan plan() {
    List<Scenario> scenarios = new ScenarioChoice(line(), endpoint, own, told, input).of(names);
    server.check(scenarios);
    ServerSettings settings = // may set its runtime
        server.settings(preset, endpoint.forEngine(), mock.settings(load.seed()));
    return new BenchPlan(
        run.name(scenarios, preset),
        scenarios,
        server.runtime,
        settings.of(told.running(line(), server, endpoint.scenario(), own.given())),
        load.profile(preset),
        load.baseline(),
        Optional.ofNullable(run.out),
        run.compressed(),
        run.sampleEvery,
        run.stopWhen,
        run.failIf,
        run.report);
  }
}
