package flowgauge.analyze.statistics;

import static flowgauge.analyze.statistics.Figures.format;

/** A count and its noun. */
public final class Counted {
  private Counted() {}

  /** {@code 1 failure}, {@code 2,000 failures}. */
  public static String of(long count, String one, String many) {
    return format("%,d %s", count, count == 1 ? one : many);
  }
}
