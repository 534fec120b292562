package flowgauge.analyze.compare;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.compare.Comparison.Change;
import flowgauge.analyze.compare.Comparison.Quantile;
import flowgauge.analyze.compare.Comparison.Verdict;
import flowgauge.analyze.statistics.MannWhitney;
import flowgauge.record.sample.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares two sides by an interval for each figure's change. The steady phase counts where both
 * sides have 10 s of it, else the whole load but the warm-up.
 *
 * <p>Five figures vote: throughput, failures, p50, p95 and p99. Each has a 99 % interval, so that
 * all of them together err in at most 5 of 100 (Bonferroni).
 */
final class Comparer {
  /** A change within this is none that matters. */
  static final double MATTERS = 0.05;

  /** The same for failures, in percentage points. */
  private static final double MATTERS_POINTS = 0.5;

  private static final double OUTSIDE = 0.01;
  private static final double STEADY_S = 10;
  private static final double LEAST_LONGER = 1.5;
  private static final List<String> VOTERS = List.of("throughput", "failures", "p50", "p95", "p99");
  private static final double[] FIGURES = {50, 66, 75, 80, 90, 95, 98, 99, 99.9};
  private static final double[] OF_STREAMS = {50, 95, 99};
  private static final double[] CURVE = {
    5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 98, 99
  };

  private final ComparedSide a;
  private final ComparedSide b;
  private final boolean steadyOnly;

  Comparer(List<ComparedSide.Member> a, List<ComparedSide.Member> b) {
    this.steadyOnly =
        ComparedSide.steadySeconds(a) >= STEADY_S && ComparedSide.steadySeconds(b) >= STEADY_S;
    this.a = new ComparedSide(a, steadyOnly, OUTSIDE);
    this.b = new ComparedSide(b, steadyOnly, OUTSIDE);
  }

  Comparison comparison(String nameA, String nameB, List<String> warnings) {
    List<Change> changes = new ArrayList<>();
    changes.add(ratio("throughput", "req/s", a.perSecond(), b.perSecond(), true));
    changes.add(failures());
    boolean responses = !a.members.get(0).imported() && !b.members.get(0).imported();
    if (responses) {
      changes.add(ratio("mean", "ms", a.mean().times(1e-3), b.mean().times(1e-3), false));
      Estimate[] ofA = a.percentiles(FIGURES);
      Estimate[] ofB = b.percentiles(FIGURES);
      for (int p = 0; p < FIGURES.length; p++) {
        String percent = FIGURES[p] == 99.9 ? "99.9" : format("%.0f", FIGURES[p]);
        changes.add(ratio("p" + percent, "ms", ofA[p].times(1e-3), ofB[p].times(1e-3), false));
      }
    }
    if (responses) {
      streams(changes);
    }
    List<String> differences = new ArrayList<>(Differences.of(a.members, b.members));
    differences.addAll(warnings);
    if (!responses) {
      differences.add("imported runs have no response times one by one: only rates are compared");
    }
    if (!steadyOnly) {
      differences.add("less than 10 s of steady load on a side: the ramp is compared with it");
    }
    if (a.open() && b.open()) {
      differences.add(
          "throughput is what was served of what came, at the schedule's rate: how many came by"
              + " chance is left out");
    }
    MannWhitney ranks = MannWhitney.of(a.all(), b.all());
    Verdict verdict = verdict(changes);
    return new Comparison(
        nameA,
        nameB,
        verdict,
        sentence(verdict, changes),
        steadyOnly,
        changes,
        responses ? quantiles() : List.of(),
        ranks.effect(),
        ranks.p(),
        differences);
  }

  /** What both sides have of streams; it does not vote. */
  private void streams(List<Change> changes) {
    for (Measure measure : Measure.OF_STREAMS) {
      if (a.has(measure) && b.has(measure)) {
        Estimate[] ofA = a.of(measure).percentiles(OF_STREAMS);
        Estimate[] ofB = b.of(measure).percentiles(OF_STREAMS);
        for (int p = 0; p < OF_STREAMS.length; p++) {
          String name = format("%s p%.0f", measure.text(), OF_STREAMS[p]);
          changes.add(ratio(name, "ms", ofA[p].times(1e-3), ofB[p].times(1e-3), false));
        }
      }
    }
  }

  private boolean tooShort() {
    return a.tooShort() || b.tooShort();
  }

  private Change ratio(String name, String unit, Estimate ofA, Estimate ofB, boolean moreIsBetter) {
    double[] interval = tooShort() ? untold() : Estimate.ratio(ofA, ofB);
    double low = interval[0];
    double high = interval[1];
    Verdict verdict = verdict(interval, 1, 1 / (1 + MATTERS), 1 + MATTERS, moreIsBetter);
    return new Change(
        name,
        unit,
        ofA.value(),
        ofB.value(),
        ofB.value() / ofA.value(),
        low,
        high,
        verdict,
        verdict == Verdict.TOO_NOISY
            ? needed(
                Math.log(high) - Math.log(low),
                Math.log1p(MATTERS),
                Math.max(ofA.timesLonger(), ofB.timesLonger()))
            : Optional.empty());
  }

  private Change failures() {
    Estimate ofA = a.failedPercent();
    Estimate ofB = b.failedPercent();
    double[] interval = tooShort() ? untold() : Estimate.difference(ofA, ofB);
    Verdict verdict = verdict(interval, 0, -MATTERS_POINTS, MATTERS_POINTS, false);
    return new Change(
        "failures",
        "%",
        ofA.value(),
        ofB.value(),
        ofB.value() - ofA.value(),
        interval[0],
        interval[1],
        verdict,
        verdict == Verdict.TOO_NOISY
            ? needed(interval[1] - interval[0], MATTERS_POINTS, 1)
            : Optional.empty());
  }

  /**
   * What an interval says.
   *
   * @param none what is no change
   * @param least changes from here on are none that matters
   * @param most up to here
   */
  private static Verdict verdict(
      double[] interval, double none, double least, double most, boolean moreIsBetter) {
    if (interval[0] >= least && interval[1] <= most) {
      return Verdict.SAME;
    }
    boolean more = interval[0] > none;
    return !more && !(interval[1] < none)
        ? Verdict.TOO_NOISY
        : more == moreIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }

  private static double[] untold() {
    return new double[] {Double.NaN, Double.NaN};
  }

  /**
   * How long a load would tell, an estimate: an interval narrows with the root of the length.
   *
   * @param width of the interval
   * @param half half the width that it should have
   * @param timesLonger what a bound on both sides takes at least
   */
  private Optional<Double> needed(double width, double half, double timesLonger) {
    if (Double.isNaN(width)) {
      return Optional.empty();
    }
    double times = Double.isInfinite(width) ? timesLonger : Math.pow(width / 2 / half, 2);
    return Optional.of(
        Math.max(LEAST_LONGER, times) * Math.min(a.totalSeconds(), b.totalSeconds()));
  }

  private List<Quantile> quantiles() {
    List<Quantile> all = new ArrayList<>();
    Estimate[] ofA = a.percentiles(CURVE);
    Estimate[] ofB = b.percentiles(CURVE);
    for (int i = 0; i < CURVE.length; i++) {
      Estimate inA = ofA[i].times(1e-3);
      Estimate inB = ofB[i].times(1e-3);
      double[] interval = tooShort() ? untold() : Estimate.difference(inA, inB);
      all.add(new Quantile(CURVE[i], inA.value(), inB.value(), interval[0], interval[1]));
    }
    return all;
  }

  private static Verdict verdict(List<Change> changes) {
    List<Verdict> votes =
        changes.stream()
            .filter(change -> VOTERS.contains(change.figure()))
            .map(Change::verdict)
            .toList();
    if (votes.contains(Verdict.WORSE)) {
      return Verdict.WORSE;
    }
    if (votes.contains(Verdict.BETTER)) {
      return Verdict.BETTER;
    }
    return votes.contains(Verdict.TOO_NOISY) ? Verdict.TOO_NOISY : Verdict.SAME;
  }

  private static String sentence(Verdict verdict, List<Change> changes) {
    String worse = words(changes, Verdict.WORSE);
    String better = words(changes, Verdict.BETTER);
    return switch (verdict) {
      case WORSE -> "worse in " + worse + (better.isEmpty() ? "" : "; better in " + better);
      case BETTER -> "better in " + better;
      case SAME -> "the same within 5 %";
      case TOO_NOISY -> {
        double needed =
            changes.stream()
                .filter(c -> VOTERS.contains(c.figure()))
                .flatMap(c -> c.secondsNeeded().stream())
                .mapToDouble(s -> s)
                .max()
                .orElse(Double.NaN);
        yield "too noisy to say in "
            + words(changes, Verdict.TOO_NOISY)
            + (Double.isNaN(needed)
                ? ""
                : format(": about %,.0f s of load would do (an estimate)", needed));
      }
    };
  }

  private static String words(List<Change> changes, Verdict verdict) {
    return String.join(
        ", ",
        changes.stream()
            .filter(change -> VOTERS.contains(change.figure()) && change.verdict() == verdict)
            .map(
                change ->
                    change.unit().equals("%")
                        ? format("failures (%+.2f points)", change.ratio())
                        : format("%s (%+.1f %%)", change.figure(), 100 * (change.ratio() - 1)))
            .toList());
  }
}
