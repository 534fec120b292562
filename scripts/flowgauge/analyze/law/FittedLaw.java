package flowgauge.analyze.law;

import java.util.List;

/**
 * The law as measured steps allow it.
 *
 * @param law the one that fits best
 * @param perSecond throughput at load 1
 * @param contention share that is done one at a time
 * @param coherency cost of agreement
 * @param peakLoad load of most throughput; its interval has no upper end where 0 is among the
 *     coherencies that the points allow: then no peak can be told
 * @param peakPerSecond throughput there, or what it tends to
 * @param residual root of the mean squared residual over the degrees of freedom, requests a second
 *     (or standard errors, where all points have one); NaN without a degree of freedom
 * @param falls whether a step lies below one of less load by more than chance lets it (more than 5
 *     % where errors are not known): without one a peak is the law's own bend, which a server whose
 *     threads fill up does not have
 * @param weighted whether all steps have an error
 * @param points that it rests on, by load
 */
public record FittedLaw(
    ScalabilityLaw law,
    Coefficient perSecond,
    Coefficient contention,
    Coefficient coherency,
    Coefficient peakLoad,
    Coefficient peakPerSecond,
    double residual,
    boolean falls,
    boolean weighted,
    List<LoadPoint> points) {
  /**
   * A fitted figure and what else the points allow, at 95 %.
   *
   * @param value as fitted
   * @param low lower end; NaN where too few points leave it open
   * @param high upper end, infinite where nothing bounds it; NaN as above
   */
  public record Coefficient(double value, double low, double high) {

    /** Whether the points bound it on both sides. */
    public boolean bounded() {
      return Double.isFinite(low) && Double.isFinite(high);
    }
  }

  /** Residuals beyond so many of the steps' own errors say that the law is not theirs. */
  private static final double FITS = 2;

  /** Whether the steps' errors explain how far they lie from the law; true where none is known. */
  public boolean fits() {
    return !weighted || !(residual > FITS);
  }

  /** Whether the points show that throughput falls again, and from where on within bounds. */
  public boolean peakTold() {
    return falls && peakLoad.bounded();
  }
}
