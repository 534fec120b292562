package flowgauge.bench.options;

import flowgauge.bench.plan.BenchPlan;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.Startable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options that would change nothing: refused, as who gives one expects that it does. */
public final class WithoutEffect {
  private record Rule(List<String> options, Predicate<BenchPlan> when, String why) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              List.of(
                  "--runtime",
                  "--mock-engine",
                  "--cpus",
                  "--memory",
                  "--mock-wait",
                  "--mock-model",
                  "--mock-first-token",
                  "--mock-token-gap",
                  "--mock-tokens",
                  "--mock-answer",
                  "--mock-requests-per-minute",
                  "--mock-tokens-per-minute",
                  "--promptflow",
                  "--base-image",
                  "--start-timeout"),
              WithoutEffect::endpoint,
              "has no effect with --url, whose server runs already and keeps its own settings"),
          new Rule(
              List.of("--wait-time"),
              plan -> stages(plan, Rate.class::isInstance),
              "is a user's pause: with --rate requests are sent on a schedule, so leave it out"),
          new Rule(
              List.of("--arrivals", "--max-in-flight"),
              plan -> stages(plan, stage -> !(stage instanceof Rate)),
              "goes with --rate: users wait for their answers, so leave it out"),
          new Rule(
              List.of(
                  "--mock-model",
                  "--mock-first-token",
                  "--mock-token-gap",
                  "--mock-tokens",
                  "--mock-answer",
                  "--mock-requests-per-minute",
                  "--mock-tokens-per-minute"),
              plan -> plan.scenarios().stream().noneMatch(WithoutEffect::asksModel),
              "is for a flow or an app of yours, or mock-model: what comes along asks no model"),
          new Rule(
              List.of("--mock-engine"),
              plan -> plan.scenarios().stream().allMatch(it -> it.subject() instanceof MockApi),
              "is for a mock API beside a server: measured itself it runs where DOCKER_HOST says"),
          new Rule(
              List.of("--threads"),
              plan -> plan.scenarios().stream().allMatch(WithoutEffect::asgi),
              "is gunicorn's, of wsgi scenarios: asgi has workers only"));

  private WithoutEffect() {}

  private static boolean endpoint(BenchPlan plan) {
    return plan.scenarios().stream().anyMatch(scenario -> scenario.url().isPresent());
  }

  private static boolean asksModel(Scenario scenario) {
    return scenario.subject() instanceof MockApi mock
        ? mock.asModel()
        : scenario.subject() instanceof Startable started && started.own().isPresent();
  }

  private static boolean asgi(Scenario scenario) {
    return scenario.subject() instanceof Startable started
        && started.engine().equals(Optional.of(Engine.ASGI));
  }

  private static boolean stages(BenchPlan plan, Predicate<Stage> kind) {
    return plan.load().stages().stream().allMatch(kind);
  }

  /**
   * Looks at the options that were given. Those of a {@code --file} may serve other loads too.
   *
   * @throws ParameterException that names the first without effect
   */
  public static void check(CommandLine line, BenchPlan plan) {
    if (line.getParseResult().hasMatchedOption("--file")) {
      return;
    }
    for (OptionSpec option : line.getParseResult().matchedOptions()) {
      for (Rule rule : RULES) {
        if (rule.options.contains(option.longestName()) && rule.when.test(plan)) {
          throw new ParameterException(line, option.longestName() + " " + rule.why);
        }
      }
    }
  }
}
