package flowgauge.analyze.intervals;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What gunicorn says of its workers in {@code server.log}: started, lost, stopped. */
public final class ServerEvents {
  private static final Pattern EVENT =
      Pattern.compile(
          "^\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4})].*"
              + "(WORKER TIMEOUT|was sent SIG\\w+|was terminated|Worker exiting|Booting worker"
              + "|Worker failed to boot|Shutting down)");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");

  private static final List<String> LOSSES =
      List.of("WORKER TIMEOUT", "was sent SIG", "was terminated");

  /** The log's stamps are whole seconds, cut off. */
  private static final double STAMP_S = 1;

  /**
   * A line of gunicorn's own.
   *
   * @param seconds since the scenario's start
   * @param what such as {@code Booting worker}
   */
  public record Event(double seconds, String what) {}

  private final Path log;
  private final Instant started;
  private List<Event> events;

  /**
   * @param log the server's, which may be absent; read once, when first asked
   */
  public ServerEvents(Path log, Instant started) {
    this.log = log;
    this.started = started;
  }

  public static ServerEvents of(RunFolder folder, ScenarioInfo scenario) {
    return new ServerEvents(folder.serverLog(scenario.name()), scenario.started());
  }

  /**
   * What a reader must know: workers that were lost before the scenario's end. How gunicorn stops
   * them afterwards is no loss.
   *
   * @param endUs the scenario's end, microseconds since its start; empty if it is not known
   */
  public List<String> warnings(Optional<Long> endUs) {
    double end = endUs.map(us -> us / 1e6).orElse(Double.POSITIVE_INFINITY);
    List<Event> lost =
        events().stream()
            .filter(ServerEvents::isLoss)
            .filter(event -> !event.what().endsWith("SIGTERM"))
            .filter(event -> duringLoad(event) && event.seconds() <= end)
            .toList();
    return lost.isEmpty()
        ? List.of()
        : List.of(
            format(
                "server.log tells of %d lost worker%s, the first at %.0f s: %s%s",
                lost.size(),
                lost.size() == 1 ? "" : "s",
                Math.max(0, lost.get(0).seconds()),
                lost.get(0).what(),
                lost.get(0).what().endsWith("SIGKILL") ? ", perhaps for want of memory" : ""));
  }

  private static boolean isLoss(Event event) {
    return LOSSES.stream().anyMatch(event.what()::startsWith);
  }

  /**
   * A stamp of the second in which the load began lies before its start: workers boot there too.
   */
  public static boolean duringLoad(Event event) {
    return event.seconds() > (isLoss(event) ? -STAMP_S : 0);
  }

  /** All of them, in the log's order; none where there is no log. */
  public List<Event> events() {
    if (events == null) {
      events = new ArrayList<>();
      if (Files.isRegularFile(log)) {
        try {
          LogLines.forEach(log, line -> event(line).ifPresent(events::add));
        } catch (IOException unreadable) {
          events.clear();
        }
      }
    }
    return events;
  }

  private Optional<Event> event(String line) {
    Matcher m = line.startsWith("[") ? EVENT.matcher(line) : null;
    if (m == null || !m.find()) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(m.group(1), STAMP).toInstant();
      return Optional.of(new Event(Duration.between(started, at).toMillis() / 1e3, m.group(2)));
    } catch (DateTimeParseException other) {
      return Optional.empty(); // a line of the flow's own that only looks like gunicorn's
    }
  }
}
