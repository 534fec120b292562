package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Slots;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.limit.Limiter.Name;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.DriverVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names the candidate nearest its bound, or says that two can't be told apart. */
public final class LimiterJudge {
  /** Every candidate; a further one needs its file and a line here. */
  static final List<Limiter.Finder> CANDIDATES =
      List.of(
          new ServerThreads(),
          new ServerCpu(),
          new SlowBackend(),
          new Clients(),
          new DriverLimit());

  /**
   * Below this nothing is near its bound; load that is served in full is never nearer by chance.
   */
  private static final double NEAR = 0.8;

  private LimiterJudge() {}

  public static Limiter judge(Evidence evidence, Backpressure backpressure) {
    List<Candidate> candidates =
        CANDIDATES.stream()
            .map(finder -> finder.find(evidence))
            .flatMap(Optional::stream)
            .filter(candidate -> !Double.isNaN(candidate.utilization()))
            .sorted(Comparator.comparingDouble(Candidate::utilization).reversed())
            .toList();
    Name name = name(evidence, backpressure.verdict(), candidates);
    double step = evidence.intervals.stepSeconds();
    double x = Robust.mean(evidence.focusColumn(Intervals.THROUGHPUT));
    return new Limiter(
        name,
        x,
        evidence.focus.from() * step,
        evidence.focus.to() * step,
        sentence(name, x, candidates),
        candidates);
  }

  private static Name name(Evidence evidence, Verdict verdict, List<Candidate> all) {
    if (evidence
        .scenario
        .driver()
        .filter(driver -> driver.verdict() == DriverVerdict.Kind.DRIVER_LIMITED)
        .isPresent()) {
      return Name.DRIVER;
    }
    if (verdict == Verdict.CANNOT_TELL) {
      return Name.CANNOT_TELL;
    }
    List<Candidate> possible =
        all.stream()
            .filter(c -> verdict == Verdict.NONE || c.name() != Name.CLIENTS)
            .filter(c -> !impossible(c))
            .filter(c -> c.utilization() >= NEAR)
            .toList();
    if (possible.isEmpty()) {
      boolean served = verdict == Verdict.NONE && evidence.open();
      return served ? Name.NOTHING : Name.CANNOT_TELL;
    }
    if (verdict == Verdict.NONE && evidence.open()) {
      // A part of the server that is nearly full while nobody waits has not limited anything yet.
      return Name.NOTHING;
    }
    Candidate first = possible.get(0);
    boolean alike =
        possible.stream()
            .skip(1)
            .anyMatch(other -> other.high() >= first.low() && other.utilization() >= 0.9);
    return alike ? Name.CANNOT_TELL : first.name();
  }

  private static boolean impossible(Candidate candidate) {
    return candidate.name() == Name.SERVER_THREADS
        && candidate.utilization() > Slots.IMPOSSIBLE
        && candidate.low() > 1;
  }

  private static String sentence(Name name, double x, List<Candidate> candidates) {
    return switch (name) {
      case NOTHING -> format("nothing: %.1f req/s were asked for and served", x);
      case CANNOT_TELL ->
          candidates.isEmpty()
              ? "can't tell: too little is known of the server"
              : "can't tell: "
                  + candidates.stream()
                      .limit(3)
                      .map(c -> format("%s at %.0f %%", words(c.name()), 100 * c.utilization()))
                      .collect(Collectors.joining(", "));
      default ->
          candidates.stream()
              .filter(candidate -> candidate.name() == name)
              .findFirst()
              .map(
                  c ->
                      format("%s at %.0f %%: %s", words(name), 100 * c.utilization(), c.evidence()))
              .orElse(words(name));
    };
  }

  /** The name in words. */
  public static String words(Name name) {
    return switch (name) {
      case SERVER_THREADS -> "server threads";
      case SERVER_CPU -> "server CPU";
      case BACKEND -> "backend";
      case CLIENTS -> "clients";
      case DRIVER -> "driver";
      case NOTHING -> "nothing";
      case CANNOT_TELL -> "can't tell";
    };
  }
}
