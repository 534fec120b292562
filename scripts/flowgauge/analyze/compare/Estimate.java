package flowgauge.analyze.compare;

/**
 * A figure of one side and the interval that chance leaves it.
 *
 * @param value as measured
 * @param low lower end, 0 or less where nothing bounds it
 * @param high upper end, infinite where nothing bounds it
 * @param timesLonger so many times the load would bound it; 1 where it is bounded
 */
record Estimate(double value, double low, double high, double timesLonger) {
  /**
   * Ends of the interval of b - a, from both sides' own (G. Y. Zou and A. Donner, Construction of
   * Confidence Limits about Effect Measures, Statistics in Medicine 27, 2008).
   */
  static double[] difference(Estimate a, Estimate b) {
    double d = b.value - a.value;
    return new double[] {
      d - Math.hypot(b.value - b.low, a.high - a.value),
      d + Math.hypot(b.high - b.value, a.value - a.low)
    };
  }

  /** The same of b / a, on logarithms. */
  static double[] ratio(Estimate a, Estimate b) {
    double[] logs = difference(a.log(), b.log());
    return new double[] {Math.exp(logs[0]), Math.exp(logs[1])};
  }

  private Estimate log() {
    return new Estimate(Math.log(value), Math.log(Math.max(0, low)), Math.log(high), timesLonger);
  }

  Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor, timesLonger);
  }
}
