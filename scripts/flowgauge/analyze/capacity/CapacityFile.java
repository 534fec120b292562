package flowgauge.analyze.capacity;

import com.fasterxml.jackson.core.JsonProcessingException;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code capacity.json} of a run's folder.
 *
 * @param schema version of this form
 * @param scenarios each scenario's search by its name, in the order in which they ran
 */
public record CapacityFile(int schema, Map<String, Capacity> scenarios) {
  /** The version that this code writes. */
  public static final int SCHEMA = 1;

  /** Reads it; empty in a run that searched no capacity. */
  public static Optional<CapacityFile> read(RunFolder folder) throws IOException {
    Path path = folder.capacity();
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readValue(path.toFile(), CapacityFile.class));
    } catch (JsonProcessingException broken) {
      throw new IOException(path + " cannot be read: it is no capacity of this form", broken);
    }
  }

  /** Writes it. */
  public void write(RunFolder folder) throws IOException {
    Files.write(folder.capacity(), Json.mapper().writeValueAsBytes(this));
  }
}
