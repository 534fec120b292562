package flowgauge.load;

import flowgauge.record.sample.Outcome;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
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
    return chain(cause)
        .map(each -> String.valueOf(each.getMessage()))
        .anyMatch(
            said ->
                said.contains("Too many open files") || said.contains("Cannot assign requested"));
  }

  static boolean tls(Throwable cause) {
    return has(cause, SSLException.class);
  }

  private static boolean has(Throwable cause, Class<? extends Throwable> kind) {
    return chain(cause).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> chain(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause);
  }

  /** It in a few words, with what mends it. */
  static String words(Throwable failure) {
    Throwable root = chain(failure).reduce(failure, (outer, inner) -> inner);
    if (has(failure, NotSslRecordException.class)) {
      return "it does not speak TLS: write http:// for https://";
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    if (has(failure, CertificateException.class) || root instanceof CertPathBuilderException) {
      return "its certificate is not accepted: "
          + message.replaceAll("[.]$", "")
          + (root instanceof CertPathBuilderException
              ? "; have Java trust it: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE"
              : "");
    }
    return tls(failure) ? "TLS failed: " + message : message;
  }
}
