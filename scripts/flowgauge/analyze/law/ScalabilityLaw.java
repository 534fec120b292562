package flowgauge.analyze.law;

/**
 * The Universal Scalability Law: throughput at load N is {@code perSecond N / (1 + contention (N -
 * 1) + coherency N (N - 1))}.
 *
 * <p>Source: N. J. Gunther, Guerrilla Capacity Planning, Springer 2007, chapter 4; with the rate at
 * load 1 as a third coefficient as R's package {@code usl} has it since 2.0.
 *
 * @param perSecond throughput at load 1, requests a second
 * @param contention share that is done one at a time, 0 to 1
 * @param coherency cost of each pair that has to agree, at least 0; above 0 throughput has a peak
 */
public record ScalabilityLaw(double perSecond, double contention, double coherency) {

  /** Throughput at a load, requests a second. */
  public double at(double load) {
    return perSecond * load / (1 + contention * (load - 1) + coherency * load * (load - 1));
  }

  /** The load of most throughput; infinite without coherency, at least 1. */
  public double peakLoad() {
    return coherency > 0
        ? Math.max(1, Math.sqrt((1 - contention) / coherency))
        : Double.POSITIVE_INFINITY;
  }

  /** Throughput at the peak; where there is none, what it tends to; infinite where it grows on. */
  public double mostPerSecond() {
    double peak = peakLoad();
    return Double.isFinite(peak) ? at(peak) : perSecond / contention;
  }
}
