package flowgauge.scenario.subject;

import java.net.IDN;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address as people write one, and as it is sent. {@link URI} knows no host with
 * an underscore and no query with a bar or brace, which servers do.
 *
 * <p>The scheme is read in any case. Path and query go out as they stand; only what is not ASCII is
 * percent-encoded, from UTF-8. A fragment never leaves the client and is dropped (RFC 9110 4.2.5).
 *
 * @param secure whether it is https
 * @param host a name in ASCII, an IPv4 address, or an IPv6 address in brackets with its zone
 * @param port 1 to 65,535; that of the scheme where none is written
 * @param path as sent, beginning with a slash
 * @param query as sent, with its question mark; empty for none
 */
public record HttpUrl(boolean secure, String host, int port, String path, String query) {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(?:#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%(?:25)?([0-9A-Za-z._~-]+))?]");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._~-]+");

  /** Letters that the two standards for such names read differently (UTS 46, section 7). */
  private static final Pattern DEVIATION = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with one line that says what is wrong with it
   */
  public static HttpUrl parse(String text) {
    if (text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
      throw new IllegalArgumentException(
          "'%s' has a space or control character: write %%20 for a space".formatted(shown(text)));
    }
    Matcher form = FORM.matcher(text);
    Matcher authority =
        AUTHORITY.matcher(form.matches() ? form.group(2).replaceAll(".*@", "") : "");
    if (!form.matches() || form.group(2).isEmpty() || !authority.matches()) {
      throw notOne(text);
    }
    if (form.group(2).contains("@")) {
      throw new IllegalArgumentException(
          "leave the name and password out; use --header 'Authorization: env:VAR'");
    }
    boolean secure = form.group(1).equalsIgnoreCase("https");
    String path = sent(form.group(3));
    return new HttpUrl(
        secure,
        host(authority.group(1), text),
        port(authority.group(2), secure, text),
        path.isEmpty() ? "/" : path,
        form.group(4) == null ? "" : sent(form.group(4)));
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(
        "'" + shown(text) + "' is not a URL; write for example http://127.0.0.1:8080/score");
  }

  /** Without a password that may stand in it. */
  private static String shown(String text) {
    return text.replaceAll("(?<=//)[^/?#]*@", "");
  }

  private static int port(String digits, boolean secure, String text) {
    if (digits == null || digits.isEmpty()) {
      return secure ? 443 : 80;
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw notOne(text);
    }
    return port;
  }

  private static String host(String written, String text) {
    if (written.startsWith("[")) {
      Matcher address = IPV6.matcher(written);
      try {
        if (!address.matches() || new URI("http://[" + address.group(1) + "]").getHost() == null) {
          throw notOne(text);
        }
      } catch (URISyntaxException noAddress) {
        throw notOne(text);
      }
      String zone = address.group(2);
      return "[" + address.group(1) + (zone == null ? "" : "%" + known(zone)) + "]";
    }
    String host = written;
    if (written.chars().anyMatch(c -> c > 127)) {
      if (DEVIATION.matcher(written).find()) {
        throw new IllegalArgumentException(
            "'%s' is spelled in more than one way: write its host as it is registered, xn--..."
                .formatted(text));
      }
      try {
        host = IDN.toASCII(written);
      } catch (IllegalArgumentException noName) {
        throw notOne(text);
      }
    }
    if (!NAME.matcher(host).matches()) {
      throw notOne(text);
    }
    return host;
  }

  private static String known(String zone) {
    if (!zone.matches("[0-9]{1,9}") && index(zone).isEmpty()) {
      throw new IllegalArgumentException(
          "this machine has no network interface '%s': see ip address".formatted(zone));
    }
    return zone;
  }

  private static Optional<Integer> index(String zone) {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(zone)).map(NetworkInterface::getIndex);
    } catch (SocketException unknown) {
      return Optional.empty();
    }
  }

  private static String sent(String part) {
    StringBuilder sent = new StringBuilder(part.length());
    for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
      if (each < 0) {
        sent.append("%%%02X".formatted(each));
      } else {
        sent.append((char) each);
      }
    }
    return sent.toString();
  }

  /** Host and port as the request's {@code Host} says them: without a zone, which is ours alone. */
  public String authority() {
    return host.replaceAll("%[^]]*", "") + portIfUnusual();
  }

  /** The host as a certificate has it: without brackets, a zone or the root's dot. */
  public String peer() {
    return host.replaceAll("^\\[|%[^]]*|]$|\\.$", "");
  }

  /** The server's root. An IPv6 zone stands in it by its number, since URI takes few names. */
  public URI base() {
    int percent = host.indexOf('%');
    String zone = percent < 0 ? "" : host.substring(percent + 1, host.length() - 1);
    String address =
        percent < 0
            ? host
            : host.substring(0, percent + 1) + index(zone).map(String::valueOf).orElse(zone) + "]";
    return URI.create(scheme() + "://" + address + ":" + port + "/");
  }

  private String portIfUnusual() {
    return port == (secure ? 443 : 80) ? "" : ":" + port;
  }

  private String scheme() {
    return secure ? "https" : "http";
  }

  /** The address without its query, which may be secret. */
  @Override
  public String toString() {
    return scheme() + "://" + host + portIfUnusual() + path;
  }
}
