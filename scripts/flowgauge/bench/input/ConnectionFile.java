package flowgauge.bench.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A connection as {@code pf connection create --file} takes it, turned into what PromptFlow's
 * connection provider over HTTP answers: {@code name}, {@code type}, {@code module}, {@code value}
 * and {@code secret_keys}. A value {@code ${env:NAME}} is filled by the server, from its variables.
 *
 * @param json secret
 */
public record ConnectionFile(String name, String json) {
  /** The class of each type, as the files' schemas name types. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("azure_open_ai", "AzureOpenAIConnection"),
          Map.entry("open_ai", "OpenAIConnection"),
          Map.entry("serverless", "ServerlessConnection"),
          Map.entry("serp", "SerpConnection"),
          Map.entry("qdrant", "QdrantConnection"),
          Map.entry("weaviate", "WeaviateConnection"),
          Map.entry("cognitive_search", "CognitiveSearchConnection"),
          Map.entry("azure_ai_services", "AzureAIServicesConnection"),
          Map.entry("azure_content_safety", "AzureContentSafetyConnection"),
          Map.entry("form_recognizer", "FormRecognizerConnection"),
          Map.entry("custom", "CustomConnection"));

  private static final Set<String> NOT_VALUES = Set.of("$schema", "name", "type", "module");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the message follows the file's name
   */
  public static ConnectionFile of(ObjectNode file) {
    String name = file.path("name").asText();
    if (name.isBlank()) {
      throw new IllegalArgumentException("has no name: its first line is 'name: ...'");
    }
    String written = file.path("type").asText();
    String type = TYPES.getOrDefault(written, written);
    if (!TYPES.containsValue(type)) {
      throw new IllegalArgumentException(
          "has the type '%s', which is none of %s"
              .formatted(written, String.join(", ", TYPES.keySet().stream().sorted().toList())));
    }
    ObjectNode connection = JsonNodeFactory.instance.objectNode();
    connection.put("name", name).put("type", type).put("module", "promptflow.connections");
    ObjectNode value = connection.putObject("value");
    ArrayNode secrets = connection.putArray("secret_keys");
    if (file.path("value").isObject()) {
      value.setAll((ObjectNode) file.get("value"));
      secrets.addAll(array(file.path("secret_keys")));
    } else if (type.equals("CustomConnection")) {
      custom(file, value, secrets);
    } else {
      file.properties().stream()
          .filter(field -> !NOT_VALUES.contains(field.getKey()))
          .forEach(field -> value.set(field.getKey(), field.getValue()));
    }
    return new ConnectionFile(name, connection.toString());
  }

  private static ArrayNode array(JsonNode node) {
    return node instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
  }

  private static void custom(ObjectNode file, ObjectNode value, ArrayNode secrets) {
    file.path("configs").properties().forEach(it -> value.set(it.getKey(), it.getValue()));
    if (file.has("custom_type")) {
      value.set("promptflow.connection.custom_type", file.get("custom_type"));
      value.set("promptflow.connection.module", file.path("module"));
    }
    file.path("secrets")
        .properties()
        .forEach(
            it -> {
              value.set(it.getKey(), it.getValue());
              secrets.add(it.getKey());
            });
  }
}
