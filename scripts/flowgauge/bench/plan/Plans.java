package flowgauge.bench.plan;

import flowgauge.bench.input.InputFile;
import flowgauge.record.PlanInfo;
import flowgauge.record.PlanInfo.EndpointInfo;
import flowgauge.record.PlanInfo.InputInfo;
import flowgauge.record.PlanInfo.ModelInfo;
import flowgauge.record.RunInfo;
import flowgauge.record.ToldInfo;
import flowgauge.record.sample.Condition;
import flowgauge.scenario.CoreList;
import flowgauge.scenario.Expectation;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.Inputs.Order;
import flowgauge.scenario.Placement;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ModelSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.scenario.subject.ServerVariables;
import flowgauge.scenario.subject.Spread;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.server.MockEngine;
import flowgauge.serve.server.RunningServer;
import flowgauge.serve.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run's plan in the form of {@code run.json}, both ways. */
public final class Plans {
  private Plans() {}

  /**
   * As {@code run.json} has it.
   *
   * @param runtime what starts the servers, chosen
   */
  public static PlanInfo of(BenchPlan plan, String runtime) {
    ServerSize size = plan.settings().size();
    return new PlanInfo(
        plan.scenarios().stream().map(Scenario::name).toList(),
        runtime,
        Settings.of(plan.load()),
        plan.baseline().map(Settings::seconds),
        size.workers(),
        size.threads(),
        size.cpus(),
        size.memoryBytes(),
        plan.settings().mock().minSeconds(),
        plan.settings().mock().maxSeconds(),
        plan.settings().promptflow(),
        plan.settings().baseImage(),
        Optional.of(Settings.seconds(plan.settings().startTimeout())),
        List.copyOf(ServerVariables.of(System.getenv()).keySet()),
        plan.compressed(),
        Settings.seconds(plan.sampleEvery()),
        plan.stopWhen().stream().map(Condition::toString).toList(),
        plan.failIf().stream().map(Condition::toString).toList(),
        plan.scenarios()
            .get(0)
            .url()
            .map(url -> endpoint(plan.scenarios().get(0), plan.settings().running().told())),
        plan.settings().placement().server().map(CoreList::toString),
        plan.settings().placement().load().map(CoreList::toString),
        plan.settings().engineHost(),
        plan.settings().mockEngine().map(MockEngine::address),
        plan.settings().mockEngine().flatMap(MockEngine::host),
        input(plan.scenarios().get(0).target()),
        Optional.of(plan.settings().mock().model()).filter(ModelSettings::given).map(Plans::model));
  }

  private static ModelInfo model(ModelSettings model) {
    return new ModelInfo(
        model.firstToken().toString(),
        model.tokenGap().toString(),
        model.tokens().toString(),
        model.requestsPerMinute(),
        model.tokensPerMinute(),
        model.answer());
  }

  private static ModelSettings model(ModelInfo model) {
    return new ModelSettings(
        Spread.of(model.firstTokenSeconds()),
        Spread.of(model.tokenGapSeconds()),
        Spread.of(model.tokens()),
        model.requestsPerMinute(),
        model.tokensPerMinute(),
        model.answer(),
        true);
  }

  private static Optional<InputInfo> input(Target target) {
    return target.stream()
            || !target.expectations().isEmpty()
            || target.inputs().isPresent()
            || target.content().isPresent()
        ? Optional.of(
            new InputInfo(
                target.stream(),
                target.expectations().stream().map(Expectation::toString).toList(),
                target.inputs().map(inputs -> inputs.lines().name()),
                target.inputs().map(inputs -> inputs.order().name()),
                target.content(),
                target.inputs().flatMap(Inputs::template)))
        : Optional.empty();
  }

  private static Scenario with(InputInfo input, Optional<Inputs> inputs, Scenario scenario) {
    Target target =
        scenario
            .target()
            .streaming(input.stream())
            .reading(input.content())
            .expecting(input.expect().stream().map(Expectation::of).toList());
    return scenario.sending(inputs.map(target::sending).orElse(target));
  }

  private static Optional<Inputs> inputs(InputInfo input) throws BenchException {
    if (input.data().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Inputs(
              InputFile.read(Path.of(input.data().get()), input.template().map(Path::of)),
              Order.valueOf(input.dataOrder().orElseThrow()),
              input.template()));
    } catch (IOException gone) {
      throw new BenchException("the run's inputs: " + gone.getMessage(), gone);
    } catch (RuntimeException broken) {
      throw new BenchException("the plan in its run.json can't be read: run it anew", broken);
    }
  }

  private static EndpointInfo endpoint(Scenario scenario, ToldInfo told) {
    return new EndpointInfo(
        scenario.url().orElseThrow().toString(),
        scenario.target().path().contains("?"),
        scenario.target().method(),
        scenario.target().headers().size(),
        scenario.target().body().length,
        scenario.times().nodePointer(),
        scenario.times().backendPointer(),
        Optional.of(scenario.times().required()).filter(required -> required),
        Optional.of(told));
  }

  /**
   * The plan of a run that is taken up again.
   *
   * @param own the endpoint, or what is the user's, with what is kept nowhere
   * @param running what is said of its server now; the processes of then may be others
   * @param report whether {@code report.html} is written at the end
   */
  public static BenchPlan plan(
      RunInfo run, PlanInfo p, List<Scenario> own, RunningServer running, boolean report)
      throws BenchException {
    InputInfo input = p.input().orElse(InputInfo.NONE);
    Optional<Inputs> inputs = inputs(input);
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : p.scenarios()) {
      Scenario scenario =
          own.stream()
              .filter(given -> given.name().equals(name))
              .findFirst()
              .or(() -> Scenarios.named(name))
              .orElseThrow(
                  () ->
                      new BenchException(
                          "the run measures %s, of which nothing is kept here: give --flow or --app again, as it began"
                              .formatted(name)));
      scenarios.add(with(input, inputs, scenario));
    }
    if (!p.scenarios().containsAll(own.stream().map(Scenario::name).toList())) {
      throw new BenchException("the run measures no such flow, app or engine: leave it out");
    }
    try {
      return new BenchPlan(
          run.name(),
          scenarios,
          p.endpoint().isPresent()
              ? RuntimeChoice.AUTO
              : RuntimeChoice.valueOf(p.runtime().toUpperCase(Locale.ROOT)),
          settings(p)
              .of(told(p, running))
              .on(
                  new Placement(p.serverCores().map(CoreList::of), p.loadCores().map(CoreList::of)),
                  p.engineHost(),
                  p.mockEngine().map(address -> new MockEngine(address, p.mockHost()))),
          Settings.profile(p.load()),
          p.baselineSeconds().map(Settings::duration),
          Optional.empty(),
          p.compressed(),
          Settings.duration(p.sampleEverySeconds()),
          p.stopWhen().stream().map(Condition::of).toList(),
          p.failIf().stream().map(Condition::of).toList(),
          report);
    } catch (RuntimeException broken) {
      throw new BenchException("the plan in its run.json can't be read: run it anew", broken);
    }
  }

  private static ServerSettings settings(PlanInfo p) {
    return new ServerSettings(
        new ServerSize(p.workers(), p.threads(), p.cpus(), p.memoryBytes()),
        new MockSettings(
            p.mockMinSeconds(),
            p.mockMaxSeconds(),
            p.model().map(Plans::model).orElse(ModelSettings.USUAL),
            p.load().seed()),
        p.promptflow(),
        p.baseImage(),
        p.startTimeoutSeconds()
            .map(Settings::duration)
            .orElse(ServerSettings.DEFAULT_START_TIMEOUT));
  }

  private static RunningServer told(PlanInfo p, RunningServer now) {
    ToldInfo then = p.endpoint().flatMap(EndpointInfo::told).orElse(ToldInfo.NOTHING);
    return new RunningServer(then, now.pid(), now.port());
  }
}
