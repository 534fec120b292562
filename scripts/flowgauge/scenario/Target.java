package flowgauge.scenario;

import java.util.List;
import java.util.Optional;

/**
 * The one request that a scenario sends over and over.
 *
 * @param method HTTP method, upper case
 * @param path path and query below the server's root, starting with a slash, as they are sent
 * @param headers request headers in the order of sending, repeated ones too; {@code Content-Length}
 *     and {@code Connection} are the driver's
 * @param body request body, empty for none
 * @param stream whether it asks for an event stream, where no header says what it accepts
 * @param inputs what is sent in place of the one body
 * @param expectations what an answer has to hold to be a good one
 * @param content JSON pointer to the text of a stream's event; empty where nobody says
 */
public record Target(
    String method,
    String path,
    List<Header> headers,
    byte[] body,
    boolean stream,
    Optional<Inputs> inputs,
    List<Expectation> expectations,
    Optional<String> content) {

  /** One whose answers may hold anything. */
  public Target(String method, String path, List<Header> headers, byte[] body) {
    this(method, path, headers, body, false, Optional.empty(), List.of(), Optional.empty());
  }

  /** The same request, of whose answers more is expected. */
  public Target expecting(List<Expectation> all) {
    return new Target(method, path, headers, body, stream, inputs, List.copyOf(all), content);
  }

  /** The same request, that asks for an event stream or not. */
  public Target streaming(boolean wanted) {
    return new Target(method, path, headers, body, wanted, inputs, expectations, content);
  }

  /** The same request with other bodies, by POST where it had none. */
  public Target sending(Inputs others) {
    return new Target(
        body.length == 0 && method.equals("GET") ? "POST" : method,
        path,
        headers,
        new byte[0],
        stream,
        Optional.of(others),
        expectations,
        content);
  }

  /** The same request, of whose streams an event's text stands at a pointer. */
  public Target reading(Optional<String> pointer) {
    return new Target(method, path, headers, body, stream, inputs, expectations, pointer);
  }

  /** Whether a header of that name is sent, in any case. */
  public boolean has(String name) {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
  }
}
