package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.statistics.Robust;

/**
 * By how much the median grows with each further request in flight, times throughput: 0 where
 * requests do not meet, 1 where each further one waits for all before it (dR/dN = 1/X).
 */
final class LittleSlope implements Signature.Finder {
  /** A simulation gave 0.67 at 80 % of capacity, 0.83 at 90 %, 0.95 at 97 %. */
  private static final double WARN = 0.7;

  private static final double FULL = 0.9;

  /** Without a close relation the slope means nothing. */
  private static final double RELATED = 0.8;

  @Override
  public Signature find(Evidence evidence) {
    int n = evidence.windows.size();
    double[] inFlight = new double[n];
    double[] median = new double[n];
    double throughput = 0;
    double length = 0;
    for (int i = 0; i < n; i++) {
      Window window = evidence.windows.get(i);
      inFlight[i] = window.inFlight();
      median[i] = window.p50Ms() / 1e3;
      throughput += window.ended();
      length += window.length();
    }
    double value = Double.NaN;
    String found = "requests in flight hardly varied";
    double least = java.util.Arrays.stream(inFlight).min().orElse(0);
    double most = java.util.Arrays.stream(inFlight).max().orElse(0);
    if (n >= 8 && most > 1.5 * least && most - least >= 2) {
      double related = Robust.correlation(inFlight, median);
      value = related < RELATED ? 0 : Robust.slope(inFlight, median) * throughput / length;
      found =
          format(
              "over %d windows of %.0f s, in flight %.0f to %.0f, correlation with the median %.2f",
              n, length / n, least, most, related);
    }
    return Signature.of(
        "little_slope",
        "growth of the median with requests in flight, times throughput",
        value,
        Signature.noInterval(),
        "ratio",
        WARN,
        FULL,
        true,
        "1 where each further request waits for all before it; taken as 0 where the two are not"
            + " related (r below 0.8)",
        found);
  }
}
