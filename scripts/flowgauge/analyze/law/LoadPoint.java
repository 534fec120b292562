package flowgauge.analyze.law;

/**
 * A measured step: one load, held until it was known what it gives.
 *
 * @param load users, or whatever else is scaled; above 0
 * @param perSecond throughput, requests a second
 * @param error its standard error, NaN where it is not known
 */
public record LoadPoint(double load, double perSecond, double error) {

  /** A step whose error is not known. */
  public LoadPoint(double load, double perSecond) {
    this(load, perSecond, Double.NaN);
  }
}
