package flowgauge.load;

import flowgauge.record.Outcome;
import flowgauge.record.Sample;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * One request ahead of the load, unrecorded, sent by the driver itself: so it ends as the load's
 * requests would, whatever the server does to it.
 *
 * @param outcome how it ended
 * @param status of its answer, 0 if there was none
 * @param why it got no connection, a few words; empty if it did
 */
public record FirstRequest(Outcome outcome, int status, Optional<String> why) {
  private static final Duration BRIEF = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  /**
   * Sends it and waits for its end.
   *
   * @param load whose requests it stands for
   * @param timeout for a whole response
   */
  public static FirstRequest send(
      URI base, Target target, ServerTimes times, LoadProfile load, Duration timeout)
      throws LoadException, IOException, InterruptedException {
    SampleQueue queue = new SampleQueue(16);
    AtomicReference<FirstRequest> first = new AtomicReference<>();
    Optional<Throwable> failure;
    try (SampleWriter reading =
            SampleWriter.listening(
                queue, List.of(row -> first.compareAndSet(null, of(row.outcome(), row.status()))));
        Driver driver = new Driver(base)) {
      driver.run(
          target, times, once(load, timeout), new RunClock(System.nanoTime()), queue, second -> {});
      failure = driver.connectFailure();
    }
    FirstRequest sent = first.get();
    return new FirstRequest(sent.outcome, sent.status, failure.map(FirstRequest::words));
  }

  private static FirstRequest of(Outcome outcome, int status) {
    return new FirstRequest(outcome, status == Sample.ABSENT ? 0 : status, Optional.empty());
  }

  /** One user that sends once: the load is over before its wait is. */
  private static LoadProfile once(LoadProfile load, Duration timeout) {
    return new LoadProfile(
        List.of(new LoadProfile.Users(1, 1e6, BRIEF)),
        NEVER,
        NEVER,
        load.arrivals(),
        load.connections(),
        1,
        timeout,
        load.connectTimeout(),
        Duration.ZERO,
        timeout.plusSeconds(1),
        false,
        load.seed());
  }

  private static String words(Throwable failure) {
    Throwable root = failure;
    boolean certificate = false;
    boolean tls = false;
    boolean plain = false;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      certificate |= each instanceof CertificateException;
      tls |= each instanceof SSLException;
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
    return tls ? "TLS failed: " + message : message;
  }
}
