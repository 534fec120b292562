package flowgauge.report;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Lack;
import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.limit.Limiter;
import flowgauge.chart.draw.Words;
import flowgauge.record.DriverVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on a run in three sentences that need no knowledge of the field: which scenario did
 * better by how much and how surely, what limited each, and what to do. Their figures are the
 * table's, over the whole load; only whether a difference is chance is the comparison's word. What
 * the analysis can't tell is left out in words.
 */
public record Sentences(
    RunAnalysis run, Map<String, DriverVerdict> verdicts, Optional<Comparison> comparison) {
  /** From this share of lost requests on they are the first thing to say. */
  private static final double MANY_FAILURES = Fates.MATTERS;

  /** From this share of time in pauses on they are told. */
  private static final double PAUSES_MATTER = .01;

  /**
   * The three sentences.
   *
   * @param verdicts on the driver, by scenario
   * @param comparison of the two scenarios, where there are two
   */
  public static List<String> of(
      RunAnalysis run, Map<String, DriverVerdict> verdicts, Optional<Comparison> comparison) {
    Sentences sentences = new Sentences(run, verdicts, comparison);
    return List.of(sentences.better(), sentences.limited(), sentences.advice());
  }

  private String better() {
    List<String> served = ranked();
    if (served.isEmpty()) {
      return nothingServed();
    }
    String best = served.get(0);
    if (run.scenarios().size() == 1) {
      return lost(best)
          + "%s served %s requests a second; half of its callers waited up to %s, one in a hundred longer than %s."
              .formatted(best, rate(best), median(best), p99(best));
    }
    if (served.size() < run.scenarios().size()) {
      List<String> none = new ArrayList<>(run.scenarios().keySet());
      none.removeAll(served);
      return "%s served %s requests a second; no request to %s succeeded."
          .formatted(best, rate(best), Words.join(none));
    }
    String worst = served.get(served.size() - 1);
    Optional<Comparison.Change> throughput = change(best, worst, "throughput");
    if (throughput.filter(change -> change.verdict() == Comparison.Verdict.TOO_NOISY).isPresent()) {
      return "It can't be told which of %s and %s serves more (%s and %s requests a second over the whole load): run them for longer%s; half of their callers waited up to %s and %s."
          .formatted(
              best,
              worst,
              rate(best),
              rate(worst),
              needed(throughput.get()),
              median(best),
              median(worst));
    }
    if (throughput.isPresent() && alike(throughput.get())) {
      return "%s and %s served about as many requests a second over the whole load (%s and %s); half of their callers waited up to %s and %s."
          .formatted(best, worst, rate(best), rate(worst), median(best), median(worst));
    }
    return "Over the whole load, %s served %s times as many requests a second as %s (%s against %s), and half of its callers waited up to %s, not %s%s."
        .formatted(
            best,
            Phrases.significant(served(best) / served(worst), 2),
            worst,
            rate(best),
            rate(worst),
            median(best),
            median(worst),
            throughput.filter(change -> favours(best, change)).isPresent()
                ? "; it is 99 % sure that this is no chance"
                : "");
  }

  private static String needed(Comparison.Change change) {
    return change.secondsNeeded().map(s -> ", about %,.0f s".formatted(s)).orElse("");
  }

  private boolean favours(String best, Comparison.Change change) {
    boolean second = comparison.stream().anyMatch(it -> it.b().equals(best));
    return change.verdict() == (second ? Comparison.Verdict.BETTER : Comparison.Verdict.WORSE);
  }

  private String nothingServed() {
    long requests = 0;
    for (ScenarioAnalysis scenario : run.scenarios().values()) {
      requests += scenario.summary().requests();
    }
    if (requests == 0) {
      return "Nothing can be said: no request was sent.";
    }
    return "Nothing was served: none of %,d requests succeeded (most of them: %s)."
        .formatted(requests, mostFrequentFailure());
  }

  private String mostFrequentFailure() {
    Map<String, Long> counts = new LinkedHashMap<>();
    run.scenarios()
        .values()
        .forEach(it -> it.summary().outcomes().forEach((o, n) -> counts.merge(o, n, Long::sum)));
    counts.remove("ok");
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().replace('_', ' '))
        .orElse("unknown");
  }

  private String limited() {
    List<String> said = new ArrayList<>();
    run.scenarios()
        .forEach(
            (name, it) -> {
              if (it.summary().succeeded() > 0) {
                said.add(Phrases.limit(name, it.limiter(), inferred(it)));
              }
            });
    String sentence = String.join("; ", said);
    return sentence.isEmpty()
        ? "What limited it can't be told, as nothing succeeded."
        : sentence + ".";
  }

  private String advice() {
    List<String> doubtful =
        run.scenarios().keySet().stream()
            .filter(
                name ->
                    served(name) > 0
                        && (limiter(name) == Limiter.Name.DRIVER
                            || verdict(name) == DriverVerdict.Kind.DRIVER_LIMITED))
            .toList();
    if (!doubtful.isEmpty()) {
      return "Do not use the figures of %s: measure again with less load or a faster machine for the driver."
          .formatted(Words.join(doubtful));
    }
    List<String> steps = new ArrayList<>();
    List<String> served = ranked();
    if (served.isEmpty()) {
      return "Look at what the server said first, and at its log where flowgauge started it; then measure again.";
    }
    String best = served.get(0);
    Optional<String> failing = failing();
    failing.ifPresent(name -> steps.add(failures(name)));
    if (run.scenarios().size() > 1 && clear(best, served.get(served.size() - 1))) {
      steps.add("choose " + best);
    }
    String next = Phrases.step(best, limiter(best), inferred(run.scenarios().get(best)));
    boolean said =
        limiter(best) == Limiter.Name.FAILURES && failing.filter(best::equals).isPresent();
    if (!next.isEmpty() && !said) {
      steps.add(next);
    }
    stale().ifPresent(steps::add);
    if (limiter(best) != Limiter.Name.PAUSES) {
      pausing().ifPresent(steps::add);
    }
    if (steps.isEmpty()) {
      steps.add(
          limiter(best) == Limiter.Name.CANNOT_TELL
              ? unclear(run.scenarios().get(best))
              : "nothing needs to be changed for this load");
    }
    String sentence = String.join("; ", steps);
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }

  private static String unclear(ScenarioAnalysis scenario) {
    return "this run tells too little to advise anything: "
        + scenario
            .backpressure()
            .lack()
            .orElse(new Lack(Lack.What.STEPS, 0, Optional.empty()))
            .advice();
  }

  /** Whether nobody told the slots that are full, and the CPU's use is not known either. */
  private static boolean inferred(ScenarioAnalysis scenario) {
    return scenario.backpressure().slots().filter(Backpressure.Slots::told).isEmpty()
        && scenario.limiter().candidate(Limiter.Name.SERVER_CPU).isEmpty();
  }

  /** What was lost, if it is a hundredth or more: it is said before all else. */
  private String lost(String name) {
    Fates fates = run.scenarios().get(name).requests();
    return fates.lostShare() < MANY_FAILURES
        ? ""
        : "%s of the requests to %s were lost (most of them %s). "
            .formatted(Phrases.percent(fates.lostShare()), name, fates.verdict().text());
  }

  private Optional<String> pausing() {
    return run.scenarios().entrySet().stream()
        .filter(it -> it.getValue().pauses().shareOfLoad() >= PAUSES_MATTER)
        .findFirst()
        .map(
            it ->
                "find out why %s stands still for up to %s at a time"
                    .formatted(it.getKey(), Words.ms(it.getValue().pauses().longestMs())));
  }

  private Optional<String> failing() {
    return run.scenarios().entrySet().stream()
        .filter(
            it ->
                it.getValue().summary().failed()
                    >= MANY_FAILURES * Math.max(1, it.getValue().summary().requests()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String failures(String name) {
    ScenarioAnalysis scenario = run.scenarios().get(name);
    return "find out first why %s of the requests to %s failed"
        .formatted(
            Phrases.percent((double) scenario.summary().failed() / scenario.summary().requests()),
            name);
  }

  private Optional<String> stale() {
    for (ScenarioAnalysis scenario : run.scenarios().values()) {
      long stale =
          scenario.failures().clusters().stream()
              .filter(Sentences::isStale)
              .mapToLong(Failures.Cluster::failures)
              .sum();
      if (stale > 0 && stale * 2 > scenario.failures().count()) {
        return Optional.of(
            "raise the server's keep-alive above its clients' idle time, which ends most of the"
                + " failures");
      }
    }
    return Optional.empty();
  }

  private static boolean isStale(Failures.Cluster cluster) {
    return !cluster.causes().isEmpty() && cluster.causes().get(0).name().equals("stale_keep_alive");
  }

  /** Those that served anything, the best first. */
  private List<String> ranked() {
    List<String> names = new ArrayList<>(run.scenarios().keySet());
    names.removeIf(name -> !(served(name) > 0));
    names.sort(Comparator.comparingDouble(this::served).reversed());
    return names;
  }

  private Optional<Comparison.Change> change(String best, String worst, String figure) {
    return comparison
        .filter(it -> List.of(best, worst).containsAll(List.of(it.a(), it.b())))
        .flatMap(it -> it.changes().stream().filter(c -> c.figure().equals(figure)).findFirst());
  }

  private static boolean alike(Comparison.Change change) {
    return change.verdict() == Comparison.Verdict.SAME
        || change.verdict() == Comparison.Verdict.TOO_NOISY;
  }

  private boolean clear(String best, String worst) {
    // Without a comparison only one that served alone is surely the better.
    return change(best, worst, "throughput")
        .map(change -> !alike(change))
        .orElse(best.equals(worst));
  }

  private double served(String name) {
    return run.scenarios().get(name).summary().requestsPerSecond();
  }

  private Limiter.Name limiter(String name) {
    return run.scenarios().get(name).limiter().name();
  }

  private DriverVerdict.Kind verdict(String name) {
    return Optional.ofNullable(verdicts.get(name))
        .map(DriverVerdict::verdict)
        .orElse(DriverVerdict.Kind.VALID);
  }

  private String rate(String name) {
    return Phrases.significant(served(name), 3);
  }

  private String median(String name) {
    return Words.ms(run.scenarios().get(name).summary().responseTime().medianMs());
  }

  private String p99(String name) {
    return Words.ms(run.scenarios().get(name).percentiles().at(99).ms());
  }
}
