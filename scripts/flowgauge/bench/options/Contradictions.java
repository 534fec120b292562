package flowgauge.bench.options;

import flowgauge.bench.plan.BenchPlan;
import flowgauge.record.sample.Condition;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.ModelSettings;
import flowgauge.serve.RuntimeChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Whether the options beside {@code --resume} say what the run's own plan says. */
public final class Contradictions {
  /** These are not the plan's, or are looked at where the endpoint is put together. */
  private static final Set<String> FREE =
      Set.of(
          "--resume",
          "--file",
          "--no-report",
          "--json",
          "--verbose",
          "--url",
          "--flow",
          "--app",
          "--dir",
          "--server",
          "--path",
          "--env",
          "--env-file",
          "--connection",
          "--init",
          "--allow-remote",
          "--method",
          "--body",
          "--header",
          "--server-pid",
          "--server-port",
          "--node-time",
          "--backend-time",
          "--require-times");

  private static final Map<String, Function<BenchPlan, Object>> SETTINGS = settings();

  private Contradictions() {}

  private static Map<String, Function<BenchPlan, Object>> settings() {
    Map<String, Function<BenchPlan, Object>> all = new TreeMap<>();
    all.put("--name", BenchPlan::name);
    all.put("--mock-engine", p -> p.settings().mockEngine());
    all.put("--workers", p -> p.settings().size().workers());
    all.put("--threads", p -> p.settings().size().threads());
    all.put("--cpus", p -> p.settings().size().cpus());
    all.put("--memory", p -> p.settings().size().memoryBytes());
    all.put("--engine", p -> p.settings().running().told().engine());
    all.put("--service-time", p -> p.settings().running().told().serviceSeconds());
    all.put("--cores", p -> p.settings().running().told().cores());
    all.put(
        "--mock-wait",
        p -> List.of(p.settings().mock().minSeconds(), p.settings().mock().maxSeconds()));
    all.put("--mock-model", p -> model(p).given());
    all.put("--mock-first-token", p -> model(p).firstToken());
    all.put("--mock-token-gap", p -> model(p).tokenGap());
    all.put("--mock-tokens", p -> model(p).tokens());
    all.put("--mock-answer", p -> model(p).answer());
    all.put("--mock-requests-per-minute", p -> model(p).requestsPerMinute());
    all.put("--mock-tokens-per-minute", p -> model(p).tokensPerMinute());
    all.put("--promptflow", p -> p.settings().promptflow());
    all.put("--base-image", p -> p.settings().baseImage());
    all.put("--server-cores", p -> p.settings().placement().server());
    all.put("--load-cores", p -> p.settings().placement().load());
    all.put("--users", p -> each(p, s -> s instanceof Users u ? u.users() : -1));
    all.put("--spawn-rate", p -> each(p, s -> s instanceof Users u ? u.spawnRate() : -1));
    all.put("--rate", p -> each(p, s -> s instanceof Rate r ? r.from() + ".." + r.to() : ""));
    all.put("--duration", p -> each(p, Stage::length));
    all.put("--stage", p -> p.load().stages());
    all.put("--arrivals", p -> p.load().arrivals());
    all.put("--wait-time", p -> List.of(p.load().waitMin(), p.load().waitMax()));
    all.put("--connections", p -> p.load().connections());
    all.put("--max-in-flight", p -> p.load().maxInFlight());
    all.put("--timeout", p -> p.load().timeout());
    all.put("--connect-timeout", p -> p.load().connectTimeout());
    all.put("--baseline", BenchPlan::baseline);
    all.put("--warm-up", p -> p.load().warmUp());
    all.put("--drain", p -> p.load().drain());
    all.put("--retry-stale", p -> p.load().retryStale());
    all.put("--seed", p -> p.load().seed());
    all.put("--format", BenchPlan::compressed);
    all.put("--sample-every", BenchPlan::sampleEvery);
    all.put("--stream", p -> p.scenarios().get(0).target().stream());
    all.put("--expect", p -> p.scenarios().get(0).target().expectations());
    all.put("--content", p -> p.scenarios().get(0).target().content());
    all.put("--data", p -> p.scenarios().get(0).target().inputs().map(i -> i.lines().name()));
    all.put(
        "--body-template", p -> p.scenarios().get(0).target().inputs().flatMap(Inputs::template));
    all.put("--data-order", p -> p.scenarios().get(0).target().inputs().map(Inputs::order));
    all.put("--stop-when", p -> p.stopWhen().stream().map(Condition::toString).toList());
    all.put("--fail-if", p -> p.failIf().stream().map(Condition::toString).toList());
    return all;
  }

  private static ModelSettings model(BenchPlan plan) {
    return plan.settings().mock().model();
  }

  private static List<?> each(BenchPlan plan, Function<Stage, Object> part) {
    return plan.load().stages().stream().map(part).toList();
  }

  /**
   * Compares those options that were given.
   *
   * @throws ParameterException that names the first which differs
   */
  public static void check(CommandLine line, BenchPlan given, BenchPlan own) {
    for (OptionSpec option : line.getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (FREE.contains(name)
          || name.equals("--runtime") && agree(given.runtime(), own.runtime())) {
        continue;
      }
      Function<BenchPlan, Object> setting = SETTINGS.get(name);
      if (setting == null || !setting.apply(given).equals(setting.apply(own))) {
        throw wrong(line, name);
      }
    }
    if (!line.getParseResult().matchedPositionals().isEmpty() && !names(given).equals(names(own))) {
      throw wrong(line, String.join(" ", names(given)));
    }
  }

  private static boolean agree(RuntimeChoice given, RuntimeChoice own) {
    return given == RuntimeChoice.AUTO || given == own;
  }

  private static List<String> names(BenchPlan plan) {
    return plan.scenarios().stream().map(Scenario::name).toList();
  }

  private static ParameterException wrong(CommandLine line, String what) {
    return new ParameterException(
        line,
        what + " contradicts the run that is resumed, which keeps its settings: leave it out");
  }
}
