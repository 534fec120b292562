package flowgauge.load;

import flowgauge.scenario.Header;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.HttpUrl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Encodes the requests of a scenario (HTTP/1.1, RFC 9112). */
final class RequestBytes {
  private RequestBytes() {}

  private static StringBuilder start(HttpUrl url, Target target, boolean close) {
    String prefix = url.path().replaceAll("/$", "");
    StringBuilder head = new StringBuilder();
    head.append(target.method()).append(' ').append(prefix).append(target.path());
    head.append(" HTTP/1.1");
    if (!target.has("host")) {
      head.append("\r\nHost: ").append(url.authority());
    }
    if (!target.has("user-agent")) {
      head.append("\r\nUser-Agent: flowgauge");
    }
    if (!target.has("accept")) {
      head.append("\r\nAccept: ").append(target.stream() ? "text/event-stream" : "*/*");
    }
    for (Header header : target.headers()) {
      head.append("\r\n").append(header.name()).append(": ").append(header.value());
    }
    if (close) {
      head.append("\r\nConnection: close");
    }
    return head;
  }

  /** The bytes of a request up to the value of Content-Length, where bodies differ. */
  static byte[] head(HttpUrl url, Target target, boolean close) {
    StringBuilder head = start(url, target, close);
    if (!target.has("content-type")) {
      head.append("\r\nContent-Type: application/json");
    }
    return head.append("\r\nContent-Length: ").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The bytes of the request.
   *
   * @param url where the server is; its path is put ahead of the target's
   * @param close whether to ask the server to close the connection afterwards
   */
  static byte[] of(HttpUrl url, Target target, boolean close) {
    StringBuilder head = start(url, target, close);
    if (target.body().length > 0
        || target.method().equals("POST")
        || target.method().equals("PUT")) {
      head.append("\r\nContent-Length: ").append(target.body().length);
    }
    head.append("\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(target.body());
    return bytes.toByteArray();
  }
}
