package flowgauge.load;

import flowgauge.record.sample.Outcome;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What a failure to connect means, as an outcome and in words. */
final class ConnectFailure {
  private ConnectFailure() {}

  static Outcome outcome(Throwable cause) {
    if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
      return Outcome.CONNECT_TIMEOUT;
    }
    return cause instanceof ConnectException
            && String.valueOf(cause.getMessage()).contains("refused")
        ? Outcome.CONNECT_REFUSED
        : Outcome.CONNECT_FAILED;
  }

  /** Whether it was for want of ports or descriptors on this side. */
  static boolean exhaustion(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("Too many open files") || message.contains("Cannot assign requested")) {
        return true;
      }
    }
    return false;
  }

  /** Whether TLS refused the connection. */
  static boolean tls(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  /** It in a few words, with what mends it. */
  static String words(Throwable failure) {
    Throwable root = failure;
    boolean certificate = false;
    boolean plain = false;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      certificate |= each instanceof CertificateException;
      plain |= each instanceof NotSslRecordException;
      root = each;
    }
    if (plain) {
      return "it does not speak TLS: write http:// for https://";
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    if (certificate || root instanceof CertPathBuilderException) {
      return "its certificate is not accepted: "
          + message.replaceAll("[.]$", "")
          + (root instanceof CertPathBuilderException
              ? "; have Java trust it: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE"
              : "");
    }
    return tls(failure) ? "TLS failed: " + message : message;
  }
}
