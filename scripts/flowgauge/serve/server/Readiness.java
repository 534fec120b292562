package flowgauge.serve.server;

import flowgauge.scenario.subject.Startable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until a server is up with all of its workers: {@code /health} answers as soon as the first
 * is, while the others still import what they serve and take the CPU that the measurement needs.
 */
public final class Readiness {
  /** Bound for the rest; passed silently where a log level hides the workers' own word. */
  private static final Duration OTHER_WORKERS = Duration.ofSeconds(30);

  private static final long PAUSE_MS = 100;

  private Readiness() {}

  public static void await(
      URI base,
      Startable subject,
      ServerSettings settings,
      Path log,
      Supplier<Optional<String>> failure)
      throws ServeException, InterruptedException {
    try {
      URI health = base.resolve("/health");
      if (subject.hasHealth()) {
        HealthProbe.await(health, settings.startTimeout(), failure);
      } else {
        HealthProbe.awaitAny(health, settings.startTimeout(), failure);
      }
    } catch (ServeException never) {
      if (failure.get().isPresent()) {
        throw never;
      }
      throw new ServeException(
          "%s runs, but %s (%s all it printed: %s)"
              .formatted(
                  subject.title(),
                  never.getMessage(),
                  ServerLog.error(log)
                      .map(error -> error + ";")
                      .orElse("give it more time with --start-timeout;"),
                  log),
          never);
    }
    if (subject.ready().isEmpty()) {
      return;
    }
    long deadline = System.nanoTime() + OTHER_WORKERS.toNanos();
    while (ServerLog.count(subject.ready().get(), log) < settings.size().workers()
        && System.nanoTime() < deadline) {
      Optional<String> why = failure.get();
      if (why.isPresent()) {
        throw new ServeException(why.get());
      }
      Thread.sleep(PAUSE_MS);
    }
  }
}
