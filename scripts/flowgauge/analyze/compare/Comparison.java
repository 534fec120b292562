package flowgauge.analyze.compare;

import flowgauge.record.Summary;
import java.util.List;
import java.util.Optional;

/**
 * Two scenarios side by side: B against A.
 *
 * @param a name of the first, the base
 * @param b name of the second
 * @param verdict on B, by its worst and best figures
 * @param sentence the verdict in words
 * @param steadyOnly whether the figures are those of the steady phases, else of the whole load
 * @param changes a figure each
 * @param quantiles the difference, percentile by percentile
 * @param effect probability that a response of B took longer than one of A, ties halved
 *     (Mann-Whitney's U over the product of the counts)
 * @param effectP of Mann-Whitney's test; with many responses the smallest difference is
 *     significant, so the verdict does not use it
 * @param differences settings that are not the same, and warnings
 */
public record Comparison(
    String a,
    String b,
    Verdict verdict,
    String sentence,
    boolean steadyOnly,
    List<Change> changes,
    List<Quantile> quantiles,
    double effect,
    double effectP,
    List<String> differences) {

  /** What its figures are taken over, in words. */
  public String basis() {
    return steadyOnly ? "steady phase" : Summary.BASIS;
  }

  /** What became of a figure. */
  public enum Verdict {
    /** Better beyond chance. */
    BETTER,
    /** Worse beyond chance. */
    WORSE,
    /** The same within 5 %. */
    SAME,
    /** The interval holds both no change and one that matters. */
    TOO_NOISY
  }

  /**
   * A figure of both.
   *
   * @param figure {@code throughput}, {@code failures}, {@code mean} or {@code p50} and so on
   * @param unit of {@code a} and {@code b}; for failures, percent of the requests that ended, and
   *     its ratio and interval are a difference in percentage points
   * @param a the first's; throughput of the open model is what was served of what came, at the
   *     schedule's rate
   * @param b the second's
   * @param ratio b over a
   * @param low lower end of the ratio's 99 % interval: five figures vote, and together they err in
   *     at most 5 of 100
   * @param high upper end
   * @param verdict what it says
   * @param secondsNeeded length of load that would tell, for one too noisy: an estimate, as an
   *     interval narrows with the root of the length
   */
  public record Change(
      String figure,
      String unit,
      double a,
      double b,
      double ratio,
      double low,
      double high,
      Verdict verdict,
      Optional<Double> secondsNeeded) {}

  /**
   * The difference at one percentile, milliseconds.
   *
   * @param percent which
   * @param aMs the first's
   * @param bMs the second's
   * @param lowMs lower end of the 99 % interval of b - a
   * @param highMs upper end
   */
  public record Quantile(double percent, double aMs, double bMs, double lowMs, double highMs) {}
}
