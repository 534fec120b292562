package flowgauge.analyze.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import flowgauge.analyze.samples.SampleRow;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON object a request: the columns of {@code samples.csv}; one without a value is left out. */
final class JsonLines implements Exporter {
  @Override
  public Optional<String> write(RunFolder folder, RunInfo run, ScenarioInfo scenario, Path file)
      throws IOException {
    String runName = Exporter.runName(folder);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setRootValueSeparator(null);
      Samples.forEach(
          folder.samples(scenario.name()),
          row -> {
            try {
              json.writeStartObject();
              json.writeStringField("run", runName);
              json.writeStringField("scenario", scenario.name());
              fields(json, row);
              json.writeEndObject();
              json.writeRaw('\n');
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return Optional.empty();
  }

  private static void fields(JsonGenerator json, SampleRow row) throws IOException {
    number(json, "request", row.request);
    number(json, "user", row.user);
    number(json, "connection", row.connection);
    if (row.connection >= 0) {
      json.writeBooleanField("reused", row.reused);
    }
    number(json, "idle_us", row.idleUs);
    number(json, "intended_us", row.intendedUs);
    number(json, "sent_us", row.sentUs);
    number(json, "connect_us", row.connectUs);
    number(json, "first_byte_us", row.firstByteUs);
    number(json, "end_us", row.endUs);
    number(json, "in_flight", row.inFlight);
    json.writeStringField("outcome", row.outcome.text());
    number(json, "status", row.status);
    number(json, "response_bytes", row.responseBytes);
    number(json, "node_us", row.nodeUs);
    number(json, "backend_us", row.backendUs);
    json.writeStringField("phase", row.phase.text());
    number(json, "retries", row.retries);
  }

  private static void number(JsonGenerator json, String name, long value) throws IOException {
    if (value >= 0) {
      json.writeNumberField(name, value);
    }
  }
}
