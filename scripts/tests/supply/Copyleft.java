package supply;

import java.util.regex.Pattern;

/**
 * Which licences are copyleft, weak ones (LGPL, MPL, EPL, CDDL, EUPL) included: a library under one
 * may stand where a test names it with the reason.
 */
public final class Copyleft {
  private static final Pattern NAME =
      Pattern.compile("(?i).*(GPL|GNU|Affero|SSPL|CDDL|EPL|Eclipse|MPL|Mozilla|EUPL).*");

  private Copyleft() {}

  /** Is it, by a licence's name or SPDX identifier. */
  public static boolean is(String licence) {
    return NAME.matcher(licence).matches();
  }
}
