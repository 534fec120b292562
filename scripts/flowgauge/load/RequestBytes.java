package flowgauge.load;

import flowgauge.scenario.Target;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Encodes the one request of a scenario (HTTP/1.1, RFC 9112). */
final class RequestBytes {
  private RequestBytes() {}

  /**
   * The bytes of the request.
   *
   * @param base where the server is; its path is put ahead of the target's
   * @param close whether to ask the server to close the connection afterwards
   */
  static byte[] of(URI base, Target target, boolean close) {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/$", "");
    StringBuilder head = new StringBuilder();
    head.append(target.method()).append(' ').append(prefix).append(target.path());
    head.append(" HTTP/1.1");
    if (!has(target, "host")) {
      head.append("\r\nHost: ").append(base.getRawAuthority().replaceAll("^.*@", ""));
    }
    if (!has(target, "user-agent")) {
      head.append("\r\nUser-Agent: flowgauge");
    }
    if (!has(target, "accept")) {
      head.append("\r\nAccept: */*");
    }
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
    }
    if (target.body().length > 0
        || target.method().equals("POST")
        || target.method().equals("PUT")) {
      head.append("\r\nContent-Length: ").append(target.body().length);
    }
    if (close) {
      head.append("\r\nConnection: close");
    }
    head.append("\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(target.body());
    return bytes.toByteArray();
  }

  private static boolean has(Target target, String name) {
    return target.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }
}
