package flowgauge.analyze.compare;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.compare.Comparison.Change;
import flowgauge.analyze.compare.Comparison.Quantile;
import flowgauge.analyze.compare.Comparison.Verdict;
import flowgauge.analyze.statistics.MannWhitney;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares two sides by resampling both: runs where there are several, and blocks of seconds within
 * each, so that what seconds have in common is not taken for evidence. The steady phase counts
 * where both sides have 20 s of it, else the whole load but the warm-up.
 *
 * <p>Five figures vote: throughput, failures, p50, p95 and p99, each with a 99 % interval.
 */
final class Comparer {
  /** A change within this is none that matters. */
  static final double MATTERS = 0.05;

  /** The same for failures, in percentage points. */
  private static final double MATTERS_POINTS = 0.5;

  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.005;
  private static final double STEADY_S = 20;
  private static final List<String> VOTERS = List.of("throughput", "failures", "p50", "p95", "p99");
  private static final double[] FIGURES = {50, 66, 75, 80, 90, 95, 98, 99, 99.9};
  private static final double[] CURVE = {
    5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 98, 99
  };

  private final ComparedSide a;
  private final ComparedSide b;
  private final boolean steadyOnly;
  private final double[] percents;
  private final List<ComparedSide.Figures> fromA = new ArrayList<>();
  private final List<ComparedSide.Figures> fromB = new ArrayList<>();
  private final ComparedSide.Figures ofA;
  private final ComparedSide.Figures ofB;

  private Comparer(List<ComparedSide.Member> a, List<ComparedSide.Member> b, long seed) {
    this.steadyOnly =
        ComparedSide.steadySeconds(a) >= STEADY_S && ComparedSide.steadySeconds(b) >= STEADY_S;
    this.a = new ComparedSide(a, steadyOnly);
    this.b = new ComparedSide(b, steadyOnly);
    this.percents =
        java.util.stream.DoubleStream.concat(Arrays.stream(FIGURES), Arrays.stream(CURVE))
            .toArray();
    this.ofA = this.a.figures(percents);
    this.ofB = this.b.figures(percents);
    SplittableRandom random = new SplittableRandom(seed);
    if (!this.a.tooShort() && !this.b.tooShort()) {
      for (int r = 0; r < RESAMPLES; r++) {
        fromA.add(this.a.resample(percents, random));
        fromB.add(this.b.resample(percents, random));
      }
    }
  }

  static Comparison compare(
      String nameA,
      List<ComparedSide.Member> a,
      String nameB,
      List<ComparedSide.Member> b,
      List<String> warnings,
      long seed) {
    return new Comparer(a, b, seed).comparison(nameA, nameB, warnings);
  }

  private Comparison comparison(String nameA, String nameB, List<String> warnings) {
    List<Change> changes = new ArrayList<>();
    changes.add(ratio("throughput", "req/s", ComparedSide.Figures::perSecond, true, 1));
    changes.add(failures());
    boolean responses = !a.members.get(0).imported() && !b.members.get(0).imported();
    if (responses) {
      changes.add(ratio("mean", "ms", ComparedSide.Figures::meanUs, false, 1e-3));
      for (int p = 0; p < FIGURES.length; p++) {
        int at = p;
        String percent = FIGURES[p] == 99.9 ? "99.9" : format("%.0f", FIGURES[p]);
        changes.add(ratio("p" + percent, "ms", f -> f.percentilesUs()[at], false, 1e-3));
      }
    }
    List<String> differences = new ArrayList<>(Differences.of(a.members, b.members));
    differences.addAll(warnings);
    if (!responses) {
      differences.add("imported runs have no response times one by one: only rates are compared");
    }
    if (!steadyOnly) {
      differences.add("less than 20 s of steady load on a side: the ramp is compared with it");
    }
    MannWhitney ranks = MannWhitney.of(a.all(steadyOnly), b.all(steadyOnly));
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

  private interface Figure {
    double of(ComparedSide.Figures figures);
  }

  private Change ratio(
      String name, String unit, Figure figure, boolean moreIsBetter, double scale) {
    double va = figure.of(ofA);
    double vb = figure.of(ofB);
    double[] ratios = new double[fromA.size()];
    for (int r = 0; r < ratios.length; r++) {
      ratios[r] = figure.of(fromB.get(r)) / figure.of(fromA.get(r));
    }
    double[] interval = interval(ratios);
    double low = interval[0];
    double high = interval[1];
    Verdict verdict;
    if (low >= 1 / (1 + MATTERS) && high <= 1 + MATTERS) {
      verdict = Verdict.SAME;
    } else if (low > 1 || high < 1) {
      verdict = low > 1 == moreIsBetter ? Verdict.BETTER : Verdict.WORSE;
    } else {
      verdict = Verdict.TOO_NOISY;
    }
    Optional<Double> needed = Optional.empty();
    if (verdict == Verdict.TOO_NOISY && low > 0 && !Double.isNaN(high)) {
      // An interval narrows with the root of the length; half of what matters is to be told.
      double half = (Math.log(high) - Math.log(low)) / 2;
      double times = Math.pow(half / Math.log(1 + MATTERS), 2);
      needed = Optional.of(Math.max(1.5, times) * Math.min(a.totalSeconds(), b.totalSeconds()));
    }
    return new Change(name, unit, va * scale, vb * scale, vb / va, low, high, verdict, needed);
  }

  private Change failures() {
    double va = ofA.failedPercent();
    double vb = ofB.failedPercent();
    double[] points = new double[fromA.size()];
    for (int r = 0; r < points.length; r++) {
      points[r] = fromB.get(r).failedPercent() - fromA.get(r).failedPercent();
    }
    double[] interval = interval(points);
    Verdict verdict;
    if (interval[0] >= -MATTERS_POINTS && interval[1] <= MATTERS_POINTS) {
      verdict = Verdict.SAME;
    } else if (interval[0] > 0 || interval[1] < 0) {
      verdict = interval[0] > 0 ? Verdict.WORSE : Verdict.BETTER;
    } else {
      verdict = Verdict.TOO_NOISY;
    }
    return new Change(
        "failures", "%", va, vb, vb - va, interval[0], interval[1], verdict, Optional.empty());
  }

  private List<Quantile> quantiles() {
    List<Quantile> all = new ArrayList<>();
    for (int i = 0; i < CURVE.length; i++) {
      int at = FIGURES.length + i;
      double[] off = new double[fromA.size()];
      for (int r = 0; r < off.length; r++) {
        off[r] = (fromB.get(r).percentilesUs()[at] - fromA.get(r).percentilesUs()[at]) / 1e3;
      }
      double[] interval = interval(off);
      all.add(
          new Quantile(
              CURVE[i],
              ofA.percentilesUs()[at] / 1e3,
              ofB.percentilesUs()[at] / 1e3,
              interval[0],
              interval[1]));
    }
    return all;
  }

  private static double[] interval(double[] resampled) {
    double[] sorted = Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length < RESAMPLES / 2) {
      return new double[] {Double.NaN, Double.NaN};
    }
    int outside = (int) (OUTSIDE * sorted.length);
    return new double[] {sorted[outside], sorted[sorted.length - 1 - outside]};
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
            + (Double.isNaN(needed) ? "" : format(" (needs about %,.0f s of load)", needed));
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
