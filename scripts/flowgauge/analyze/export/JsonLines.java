package flowgauge.analyze.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Column.Kind;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleCsv;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A JSON object a request: the columns of {@code samples.csv}; one without a value is left out, and
 * a label is the name itself.
 */
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
              Optional<String> label = Exporter.label(scenario, row);
              if (label.isPresent()) {
                json.writeStringField(Column.LABEL.text(), label.get());
              }
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

  private static void fields(JsonGenerator json, Sample row) throws IOException {
    for (Column column : Column.ALL) {
      String text = SampleCsv.format(row, column);
      if (text.isEmpty() || column == Column.LABEL) {
        continue;
      }
      json.writeFieldName(column.text());
      if (column.kind() == Kind.OUTCOME || column.kind() == Kind.PHASE) {
        json.writeString(text);
      } else {
        json.writeRawValue(text);
      }
    }
  }
}
