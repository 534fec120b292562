package flowgauge.analyze.intervals;

import java.util.Arrays;

/** Numbers in flight in levels: each up to 32 is one, then sixteen make a doubling. */
final class InFlightLevel {
  /** Those of the first numbers, looked up instead of computed for each row. */
  private static final int[] FIRST = new int[8192];

  static {
    Arrays.setAll(FIRST, InFlightLevel::computed);
  }

  private InFlightLevel() {}

  /** The level of a number in flight. */
  static int of(long inFlight) {
    return inFlight < FIRST.length ? FIRST[(int) inFlight] : computed(inFlight);
  }

  private static int computed(long inFlight) {
    return inFlight < 32
        ? (int) inFlight
        : 32 + (int) (16 * Math.log(inFlight / 32.0) / Math.log(2));
  }
}
