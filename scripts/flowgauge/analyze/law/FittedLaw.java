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
    List<LoadPoint> points) {

  /** Whether the points show that throughput falls again, and from where on within bounds. */
  public boolean peakTold() {
    return peakLoad.bounded();
  }
}
