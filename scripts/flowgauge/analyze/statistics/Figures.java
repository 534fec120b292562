package flowgauge.analyze.statistics;

import java.util.Locale;

/** Figures in words, the same in every locale. */
public final class Figures {
  private Figures() {}

  /** As {@link String#format}, with a dot before decimals and commas between thousands. */
  public static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
