package flowgauge.analyze;

import static flowgauge.analyze.Summaries.format;

import flowgauge.analyze.Failures.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker died or the server started again, by what gunicorn says in {@code server.log}. */
final class ServerRestart implements Failures.CauseFinder {
  private static final Pattern EVENT =
      Pattern.compile(
          "^\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4})].*"
              + "(WORKER TIMEOUT|was sent SIG\\w+|was terminated|Worker exiting|Booting worker"
              + "|Worker failed to boot|Shutting down)");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");

  /** The log's stamps are whole seconds. */
  private static final double NEAR_S = 3;

  private record Event(double seconds, String what) {}

  private final List<Event> events;

  /**
   * @param log the server's, which may be absent
   */
  ServerRestart(Path log, java.time.Instant started) {
    this.events = read(log, started);
  }

  private static List<Event> read(Path log, java.time.Instant started) {
    List<Event> events = new ArrayList<>();
    if (!Files.isRegularFile(log)) {
      return events;
    }
    try (var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines()) {
      lines.forEach(
          line -> {
            Matcher m = EVENT.matcher(line);
            if (m.find()) {
              try {
                OffsetDateTime at = OffsetDateTime.parse(m.group(1), STAMP);
                double seconds = Duration.between(started, at.toInstant()).toMillis() / 1e3;
                events.add(new Event(seconds, m.group(2)));
              } catch (DateTimeParseException other) {
                // A line of the flow's own that only looks like gunicorn's.
              }
            }
          });
    } catch (IOException unreadable) {
      return events;
    }
    return events;
  }

  @Override
  public Optional<Cause> find(FailureCluster cluster, Evidence evidence) {
    return events.stream()
        .filter(event -> event.seconds() > 0)
        .filter(
            event ->
                event.seconds() >= cluster.fromSeconds() - NEAR_S
                    && event.seconds() <= cluster.toSeconds() + NEAR_S)
        .findFirst()
        .map(
            event ->
                new Cause(
                    "server_restart",
                    0.95,
                    format(
                        "server.log at %.0f s: %s (%d such lines in the run)",
                        event.seconds(), event.what(), events.size())));
  }
}
