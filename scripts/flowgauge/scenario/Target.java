package flowgauge.scenario;

import java.util.List;

/**
 * The one request that a scenario sends over and over.
 *
 * @param method HTTP method, upper case
 * @param path path and query below the server's root, starting with a slash, as they are sent
 * @param headers request headers in the order of sending, repeated ones too; {@code Content-Length}
 *     and {@code Connection} are the driver's
 * @param body request body, empty for none
 */
public record Target(String method, String path, List<Header> headers, byte[] body) {

  /** Whether a header of that name is sent, in any case. */
  public boolean has(String name) {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
  }
}
