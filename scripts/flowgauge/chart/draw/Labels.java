package flowgauge.chart.draw;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as charts write them: short, since XChart's axes never end with labels too long. */
public final class Labels {
  private Labels() {}

  /** A number of any size in at most seven characters: {@code 1.25}, {@code 12k}, {@code 3.4M}. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "";
    }
    if (size >= 1e9) {
      return rounded(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return rounded(value / 1e6) + "M";
    }
    if (size >= 1e5) {
      return rounded(value / 1e3) + "k";
    }
    if (size < 1e-9) {
      return "0";
    }
    if (size >= 1e3) {
      return "%,.0f".formatted(value);
    }
    return size < 1e-3 ? "%.0e".formatted(value) : rounded(value);
  }

  /** A duration given in seconds, in the unit that reads best. */
  public static String seconds(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "no figure";
    }
    if (seconds < 1e-3) {
      return significant(seconds * 1e6, 3) + " \u00b5s";
    }
    return seconds < 1 ? significant(seconds * 1e3, 3) + " ms" : significant(seconds, 3) + " s";
  }

  /** The value to so many significant digits, without an exponent. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "no figure";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return plain.toPlainString();
  }

  /** A label at 1, 2 and 5 of each decade, also at 3 and 7 on a narrow axis; empty elsewhere. */
  static String logarithmic(double value, boolean narrow) {
    double lead = value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    long digit = Math.round(lead);
    boolean labelled = digit == 1 || digit == 2 || digit == 5 || digit == 10;
    return labelled || narrow && (digit == 3 || digit == 7) ? number(value) : "";
  }

  private static String rounded(double value) {
    return significant(value, 4);
  }
}
