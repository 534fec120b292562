package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Slots;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.limit.Limiter.Name;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.DriverVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** Requests that only waited are laid at a limit that is as good as full. */
  private static final double FULL = 0.9;

  /** From this share of failures, or of time in pauses, on they are what limits. */
  private static final double MANY = 0.05;

  private static final double MOSTLY = 0.3;

  private static final Set<Name> SERVER =
      EnumSet.of(Name.SERVER_THREADS, Name.SERVER_CPU, Name.BACKEND);

  private LimiterJudge() {}

  /** Names what limited a run. */
  public static Limiter judge(
      Evidence evidence, Backpressure backpressure, Fates fates, Pauses pauses) {
    List<Candidate> candidates = new ArrayList<>();
    for (Limiter.Finder finder : CANDIDATES) {
      finder.find(evidence).ifPresent(candidates::add);
    }
    if (backpressure.verdict() == Verdict.NONE) {
      candidates.replaceAll(c -> c.name() == Name.CLIENTS ? Clients.calm(evidence, c) : c);
    }
    boolean timesKnown =
        evidence.reportsService() || !Double.isNaN(evidence.nominalServiceSeconds());
    if (backpressure.verdict() == Verdict.SATURATED) {
      double held = 1 / Math.max(0.1, 1 - pausedShare(evidence, pauses));
      candidates.replaceAll(c -> c.name() == Name.SERVER_THREADS ? c.fuller(held) : c);
      // Answers that nobody waited for held threads, too, for as long as nobody knows.
      boolean unseen = fates.timedOut() >= Fates.MATTERS * fates.asked();
      candidates.removeIf(
          c ->
              c.name() == Name.SERVER_THREADS && (!timesKnown || unseen && c.utilization() < NEAR));
    }
    // A limit that was measured comes before one that is inferred from the rate alone.
    boolean measured =
        candidates.stream()
            .anyMatch(
                c ->
                    c.name() == Name.SERVER_THREADS
                        || SERVER.contains(c.name()) && c.utilization() >= FULL);
    if (!measured) {
      InferredSlots.find(evidence, backpressure).ifPresent(candidates::add);
    }
    List<Candidate> losses = Losses.find(evidence, backpressure, fates, pauses);
    candidates.addAll(losses);
    candidates.removeIf(candidate -> Double.isNaN(candidate.utilization()));
    candidates.sort(Comparator.comparingDouble(Candidate::utilization).reversed());
    Name name = name(evidence, backpressure.verdict(), candidates, losses);
    double step = evidence.intervals.stepSeconds();
    // An imported table's failures are inside its rates.
    String rate = evidence.samples == null ? Intervals.THROUGHPUT : Intervals.GOODPUT;
    double x = Robust.mean(evidence.focusColumn(rate));
    return new Limiter(
        name,
        x,
        evidence.focus.from() * step,
        evidence.focus.to() * step,
        sentence(name, backpressure.verdict(), fates, candidates),
        List.copyOf(candidates));
  }

  /** Which part of the focus the server stood still in: what it worked on held its threads. */
  private static double pausedShare(Evidence evidence, Pauses pauses) {
    double step = evidence.intervals.stepSeconds();
    double from = evidence.focus.from() * step;
    double to = evidence.focus.to() * step;
    double paused =
        pauses.longest().stream()
            .mapToDouble(
                p -> Math.max(0, Math.min(to, p.toSeconds()) - Math.max(from, p.fromSeconds())))
            .sum();
    return paused / Math.max(step, to - from);
  }

  private static Name name(
      Evidence evidence, Verdict verdict, List<Candidate> all, List<Candidate> losses) {
    if (evidence
        .scenario
        .driver()
        .filter(driver -> driver.verdict() == DriverVerdict.Kind.DRIVER_LIMITED)
        .isPresent()) {
      return Name.DRIVER;
    }
    boolean saturated = verdict == Verdict.SATURATED;
    // Of a table only stops of seconds are known: where they took most of it they are the limit.
    boolean stopped =
        evidence.samples == null
            && losses.stream().anyMatch(c -> c.name() == Name.PAUSES && c.utilization() >= MOSTLY);
    Optional<Candidate> lost = lost(losses, saturated && !stopped);
    if (lost.isPresent()) {
      return lost.get().name();
    }
    if (verdict == Verdict.CANNOT_TELL) {
      return Name.CANNOT_TELL;
    }
    if (evidence.open() && !saturated) {
      return Name.NOTHING; // what came on a schedule was served, some of it later
    }
    double near = saturated ? NEAR : FULL;
    List<Candidate> server =
        all.stream()
            .filter(c -> SERVER.contains(c.name()))
            .filter(c -> !impossible(c))
            .filter(c -> c.utilization() >= near)
            .toList();
    if (verdict == Verdict.NONE || server.isEmpty()) {
      return saturated ? Name.CANNOT_TELL : Name.CLIENTS;
    }
    Candidate first = server.get(0);
    boolean alike =
        server.stream()
            .skip(1)
            .anyMatch(other -> other.high() >= first.low() && other.utilization() >= 0.9);
    return alike ? Name.CANNOT_TELL : first.name();
  }

  /** What took so much that it comes before everything else. */
  private static Optional<Candidate> lost(List<Candidate> losses, boolean saturated) {
    return losses.stream()
        .filter(
            c ->
                switch (c.name()) {
                  case REFUSED -> c.utilization() >= Fates.MATTERS;
                  case CONNECTIONS -> c.utilization() >= Fates.MATTERS;
                  case FAILURES, PAUSES -> !saturated && c.utilization() >= MANY;
                  default -> false;
                })
        .max(
            Comparator.<Candidate>comparingInt(
                    c -> c.name() == Name.REFUSED || c.name() == Name.CONNECTIONS ? 1 : 0)
                .thenComparingDouble(Candidate::utilization));
  }

  private static boolean impossible(Candidate candidate) {
    return candidate.name() == Name.SERVER_THREADS
        && candidate.utilization() > Slots.IMPOSSIBLE
        && candidate.low() > 1;
  }

  private static String sentence(
      Name name, Verdict verdict, Fates fates, List<Candidate> candidates) {
    return switch (name) {
      case NOTHING ->
          fates.lostShare() < Fates.MATTERS
              ? format(
                  "nothing: %.1f req/s were asked for, %.1f answered well",
                  fates.askedPerSecond(), fates.servedPerSecond())
              : format(
                  "nothing in the server: %.1f req/s were asked for, %.1f answered well",
                  fates.askedPerSecond(), fates.servedPerSecond());
      case CANNOT_TELL ->
          candidates.isEmpty()
              ? "can't tell: too little is known of the server"
              : "can't tell: "
                  + candidates.stream()
                      .limit(3)
                      .map(c -> format("%s at %.0f %%", words(c.name()), 100 * c.utilization()))
                      .collect(Collectors.joining(", "));
      case CLIENTS -> clients(verdict, candidates);
      case REFUSED, CONNECTIONS, PAUSES, FAILURES ->
          candidate(name, candidates)
              .map(c -> words(name) + ": " + c.evidence())
              .orElse(words(name));
      default ->
          candidate(name, candidates)
              .map(
                  c ->
                      format("%s at %.0f %%: %s", words(name), 100 * c.utilization(), c.evidence()))
              .orElse(words(name));
    };
  }

  private static String clients(Verdict verdict, List<Candidate> candidates) {
    return candidate(Name.CLIENTS, candidates)
        .map(
            c ->
                verdict == Verdict.NONE
                    ? format(
                        "clients at %.0f %%: %s", 100 * Math.min(1, c.utilization()), c.evidence())
                    : "clients: some requests waited, and the server had room for more")
        .orElse("clients: they asked for no more");
  }

  private static Optional<Candidate> candidate(Name name, List<Candidate> candidates) {
    return candidates.stream().filter(candidate -> candidate.name() == name).findFirst();
  }

  /** The name in words. */
  public static String words(Name name) {
    return switch (name) {
      case SERVER_THREADS -> "server threads";
      case SERVER_CPU -> "server CPU";
      case BACKEND -> "backend";
      case CLIENTS -> "clients";
      case DRIVER -> "driver";
      case REFUSED -> "refusals";
      case CONNECTIONS -> "connections";
      case PAUSES -> "pauses";
      case FAILURES -> "failures";
      case NOTHING -> "nothing";
      case CANNOT_TELL -> "can't tell";
    };
  }
}
