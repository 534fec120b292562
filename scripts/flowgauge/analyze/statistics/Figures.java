package flowgauge.analyze.statistics;

import java.util.Locale;

/** Figures in words, the same in every locale. */
public final class Figures {
  private Figures() {}

  /** As {@link String#format}, with a dot before decimals and commas between thousands. */
  public static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** A time in milliseconds or seconds, a dash for what can't be had. */
  public static String time(double ms) {
    return !Double.isFinite(ms)
        ? "-"
        : ms < 1_000 ? format("%.3g ms", ms) : format("%.3g s", ms / 1e3);
  }

  /** A count and its noun: {@code 1 failure}, {@code 2,000 failures}. */
  public static String counted(long count, String one, String many) {
    return format("%,d %s", count, count == 1 ? one : many);
  }
}
