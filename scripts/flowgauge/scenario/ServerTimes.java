package flowgauge.scenario;

import java.util.Optional;

/**
 * Where a response carries the server's own times, in seconds, as JSON pointers (RFC 6901) into its
 * body.
 *
 * @param nodePointer the time that the flow's last node took, the backend's time included
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
}
