package flowgauge.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import flowgauge.record.Json;
import flowgauge.record.Sample;
import flowgauge.scenario.ServerTimes;
import java.io.IOException;
import java.util.Optional;

/** Takes the server's own times out of a response's body. Event loop only. */
final class ReportedTimes {
  private static final ObjectReader READER = Json.mapper().reader();

  /** A longer time is a broken number, and would not be read again from the samples. */
  private static final double LONGEST_SECONDS = 31 * 24 * 3600;

  private final JsonPointer node;
  private final JsonPointer backend;
  private long nodeUs;
  private long backendUs;

  ReportedTimes(ServerTimes times) {
    node = compile(times.nodePointer());
    backend = compile(times.backendPointer());
  }

  private static JsonPointer compile(Optional<String> pointer) {
    return pointer.map(JsonPointer::compile).orElse(null);
  }

  /** Whether there is anything to take. */
  boolean expected() {
    return node != null || backend != null;
  }

  /** Reads a body; false if it is not JSON or lacks a time that was expected. */
  boolean read(byte[] body) {
    nodeUs = Sample.ABSENT;
    backendUs = Sample.ABSENT;
    try {
      JsonNode tree = READER.readTree(body);
      nodeUs = micros(tree, node);
      backendUs = micros(tree, backend);
    } catch (IOException notJson) {
      return false;
    }
    return (node == null || nodeUs >= 0) && (backend == null || backendUs >= 0);
  }

  private static long micros(JsonNode tree, JsonPointer pointer) {
    JsonNode found = pointer == null ? null : tree.at(pointer);
    double seconds = found != null && found.isNumber() ? found.doubleValue() : -1;
    return seconds >= 0 && seconds <= LONGEST_SECONDS ? Math.round(seconds * 1e6) : Sample.ABSENT;
  }

  /** The node's time of the last body read, microseconds, or absent. */
  long nodeUs() {
    return nodeUs;
  }

  /** The backend's time of the last body read, microseconds, or absent. */
  long backendUs() {
    return backendUs;
  }
}
