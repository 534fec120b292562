package flowgauge.analyze.pause;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Still;
import flowgauge.analyze.pause.Pauses.Corrected;
import flowgauge.analyze.pause.Pauses.Pause;
import flowgauge.analyze.pause.Pauses.Verdict;
import flowgauge.analyze.statistics.Figures;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.Robust;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says whether the server stood still, how often, how regularly, and who would have met it. */
public final class PauseJudge {
  private static final int FEWEST = 100;
  private static final int SHOWN = 50;
  private static final double REGULAR = 0.2;

  /** A corrected percentile is told from this ratio on. */
  private static final double DIFFERS = 1.05;

  private PauseJudge() {}

  /** Judges a run. */
  public static Pauses judge(Evidence evidence) {
    if (evidence.samples == null) {
      return ofTable(evidence);
    }
    Gaps gaps = new Gaps(evidence);
    List<Pause> found = gaps.find();
    double shownMs = 1e3 * gaps.shows();
    if (found.isEmpty()) {
      return gaps.ended() < FEWEST
          ? cannotTell(format("can't tell: only %d requests ended", gaps.ended()))
          : none(Verdict.NO, Optional.of(shownMs), format("none of %.0f ms or more", shownMs));
    }
    double[] apart = new double[found.size() - 1];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = found.get(i + 1).fromSeconds() - found.get(i).fromSeconds();
    }
    return paused(
        evidence,
        found,
        apart.length == 0 ? Optional.empty() : Optional.of(Robust.median(apart)),
        apart.length >= 3 && Robust.mad(apart) < REGULAR * Robust.median(apart),
        Optional.of(shownMs),
        evidence.open() ? Optional.empty() : corrected(evidence, found));
  }

  /** Of an imported table: what lasts for seconds. */
  private static Pauses ofTable(Evidence evidence) {
    List<Pause> found =
        Still.of(evidence).stream()
            .map(
                still ->
                    new Pause(
                        still.fromSeconds(), still.toSeconds(), (int) Math.round(still.inFlight())))
            .toList();
    return found.isEmpty()
        ? cannotTell("can't tell: an imported run says nothing of single requests")
        : paused(evidence, found, Optional.empty(), false, Optional.empty(), Optional.empty());
  }

  private static Pauses paused(
      Evidence evidence,
      List<Pause> found,
      Optional<Double> every,
      boolean regular,
      Optional<Double> shownMs,
      Optional<Corrected> corrected) {
    double total = found.stream().mapToDouble(Pause::seconds).sum();
    double longest = found.stream().mapToDouble(Pause::seconds).max().orElse(0);
    double share = Math.min(1, total / evidence.judgedSeconds());
    return new Pauses(
        Verdict.YES,
        found.size(),
        1e3 * longest,
        total,
        share,
        every,
        regular,
        shownMs,
        found.stream()
            .sorted(Comparator.comparingDouble(Pause::seconds).reversed())
            .limit(SHOWN)
            .sorted(Comparator.comparingDouble(Pause::fromSeconds))
            .toList(),
        corrected,
        sentence(found.size(), longest, total, share, every, regular, corrected));
  }

  private static Pauses cannotTell(String why) {
    return none(Verdict.CANNOT_TELL, Optional.empty(), why);
  }

  private static Pauses none(Verdict verdict, Optional<Double> shownMs, String sentence) {
    return new Pauses(
        verdict,
        0,
        0,
        0,
        0,
        Optional.empty(),
        false,
        shownMs,
        List.of(),
        Optional.empty(),
        sentence);
  }

  /**
   * Adds the requests that would have come in each pause at the run's own rate: each waits for the
   * rest of it. Those that were in flight have waited, and are there already.
   */
  private static Optional<Corrected> corrected(Evidence evidence, List<Pause> found) {
    Quantiles had = evidence.samples.response;
    double total = found.stream().mapToDouble(Pause::seconds).sum();
    double rate = had.count() / Math.max(1e-3, evidence.judgedSeconds() - total);
    Quantiles all = Quantiles.ofRun();
    all.add(had);
    double typicalUs = had.percentile(50);
    for (Pause pause : found) {
      long missing = Math.round(rate * pause.seconds()) - pause.inFlight();
      for (long i = 0; i < missing; i++) {
        all.add(Math.round(typicalUs + 1e6 * pause.seconds() * (i + 0.5) / missing));
      }
    }
    Corrected corrected =
        new Corrected(
            had.percentile(50) / 1e3,
            had.percentile(95) / 1e3,
            had.percentile(99) / 1e3,
            all.percentile(50) / 1e3,
            all.percentile(95) / 1e3,
            all.percentile(99) / 1e3);
    boolean differs =
        corrected.correctedP99Ms() > DIFFERS * corrected.p99Ms()
            || corrected.correctedP95Ms() > DIFFERS * corrected.p95Ms();
    return differs ? Optional.of(corrected) : Optional.empty();
  }

  private static String sentence(
      int count,
      double longest,
      double total,
      double share,
      Optional<Double> every,
      boolean regular,
      Optional<Corrected> corrected) {
    String text =
        format(
            "nothing ended for up to %.0f ms although requests were in flight: %s, %.2f s together,"
                + " %.1f %% of the load",
            1e3 * longest, Figures.counted(count, "pause", "pauses"), total, 100 * share);
    if (every.isPresent()) {
      text += format(", %s every %.1f s", regular ? "regularly" : "about", every.get());
    }
    return text
        + corrected
            .map(
                c ->
                    format(
                        "; users who wait sent little meanwhile: requests that come whatever the"
                            + " server does would have had a p99 of %.0f ms, not %.0f, and a p95 of"
                            + " %.0f ms, not %.0f",
                        c.correctedP99Ms(), c.p99Ms(), c.correctedP95Ms(), c.p95Ms()))
            .orElse("");
  }
}
