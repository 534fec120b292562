package flowgauge.scenario;

import java.util.Optional;

/**
 * Where a response carries the server's own times: a JSON pointer (RFC 6901) into its body, or an
 * event's data, where seconds stand; or {@code Server-Timing NAME}, that header's metric of that
 * name, whose duration is in milliseconds.
 *
 * @param nodePointer the time that the flow's last node took, the backend's time included; of an
 *     application all of its own time
 * @param backendPointer the time that the backend says it took
 * @param fanOutSeconds the known time of the parallel nodes ahead of it, 0 where there are none
 * @param required whether a successful response that lacks one of them is {@code invalid_response}
 */
public record ServerTimes(
    Optional<String> nodePointer,
    Optional<String> backendPointer,
    double fanOutSeconds,
    boolean required) {

  /** A server that reports nothing. */
  public static final ServerTimes NONE =
      new ServerTimes(Optional.empty(), Optional.empty(), 0, false);

  private static final String HEADER = "Server-Timing ";

  /** The whole time's metric as it is most often called, and as the specification's example has. */
  public static final ServerTimes USUAL_METRICS =
      new ServerTimes(Optional.of(HEADER + "total"), Optional.of(HEADER + "app"), 0, false);

  /** The metric that a source names; empty if it is a pointer. */
  public static Optional<String> metric(String source) {
    return source.regionMatches(true, 0, HEADER, 0, HEADER.length())
        ? Optional.of(source.substring(HEADER.length()).strip())
        : Optional.empty();
  }
}
