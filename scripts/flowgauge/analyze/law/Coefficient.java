package flowgauge.analyze.law;

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
