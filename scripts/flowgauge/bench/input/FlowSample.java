package flowgauge.bench.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a flow is tried with by those who wrote it.
 *
 * @param inputs the first of {@code samples.json}, which pf-serve's own page shows, else {@code
 *     sample.json}, else what its YAML or Prompty has as a sample
 * @param init what its class is made with: its YAML's sample, else {@code init.json}
 */
record FlowSample(Optional<ObjectNode> inputs, Optional<ObjectNode> init) {

  /**
   * Reads it.
   *
   * @param flow its YAML, or what stands ahead of a Prompty's text
   * @throws IllegalArgumentException with one line, if a file of samples is not JSON
   */
  static FlowSample of(Path folder, JsonNode flow) {
    JsonNode sample = flow.path("sample");
    boolean split = sample.has("inputs") || sample.has("init");
    return new FlowSample(
        first(
            file(folder, "samples.json"),
            file(folder, "sample.json"),
            Optional.of(split ? sample.path("inputs") : sample)),
        flow.has("entry")
            ? first(Optional.of(sample.path("init")), file(folder, "init.json"))
            : Optional.empty());
  }

  @SafeVarargs
  private static Optional<ObjectNode> first(Optional<JsonNode>... all) {
    return Stream.of(all)
        .flatMap(Optional::stream)
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  private static Optional<JsonNode> file(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode all = new YAMLMapper().readTree(file.toFile()); // of which JSON is a part
      return Optional.of(all.isArray() ? all.path(0) : all);
    } catch (IOException broken) {
      throw new IllegalArgumentException(file + " is not JSON");
    }
  }
}
