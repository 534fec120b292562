package flowgauge.bench.options;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that may be put under load: those whose every address is loopback, and those that the
 * user names. A mistyped address, or a scenario file of somebody else's, then harms nobody.
 */
final class AllowedHosts {
  static {
    // a name is looked up once: what was loopback here stays so for the driver
    Security.setProperty("networkaddress.cache.ttl", "-1");
  }

  private AllowedHosts() {}

  /**
   * Why a host may not be put under load, in one line that says what to add; empty if it may.
   *
   * @param host a name or an address, in brackets or not
   * @param named what the user allows
   */
  static Optional<String> refusal(String host, List<String> named) {
    String wanted = plain(host);
    if (named.stream().map(AllowedHosts::plain).anyMatch(wanted::equals)) {
      return Optional.empty();
    }
    String what;
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host);
      if (Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
        return Optional.empty();
      }
      what = "is not this machine's loopback";
    } catch (UnknownHostException unknown) {
      what = "can't be found, so it may be any machine";
    }
    return Optional.of(
        "--url: %s %s: add --allow-remote %s if you may put load on it"
            .formatted(wanted, what, wanted));
  }

  private static String plain(String host) {
    return host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }
}
