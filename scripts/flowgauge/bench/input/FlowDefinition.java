package flowgauge.bench.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import flowgauge.scenario.subject.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A user's flow as its YAML tells it, so far as serving it takes. Whether it is a sound flow is for
 * pf-serve to say.
 *
 * @param name its folder's
 * @param files what is served
 * @param inputs what it is asked by default: its sample's first, else its inputs' defaults
 * @param unknown what it is to be asked, where that is not known; empty where it is
 * @param init what its class is made with, by its sample; empty for none
 * @param openAi names of the connections that it wants of OpenAI's own kind
 */
public record FlowDefinition(
    String name,
    OwnFiles files,
    ObjectNode inputs,
    Optional<Unknown> unknown,
    Optional<ObjectNode> init,
    Set<String> openAi) {
  /**
   * What is not known of its inputs.
   *
   * @param why in words
   * @param body as one would have to be, with its inputs' names where these are known
   */
  public record Unknown(String why, String body) {}

  /** Those that pf-serve finds. */
  private static final List<String> NAMES =
      List.of("flow.dag.yaml", "flow.dag.yml", "flow.flex.yaml", "flow.flex.yml");

  private static final String PROMPTY = ".prompty";

  private static final String TOOLS = "promptflow-tools";

  /**
   * Reads it.
   *
   * @param given the flow's folder, or its YAML
   * @throws IllegalArgumentException with one line, if there is no flow, or it names what is not
   *     there
   */
  public static FlowDefinition read(String given) {
    Path yaml = yaml(given);
    Path folder = yaml.toAbsolutePath().normalize().getParent();
    JsonNode flow = tree(yaml);
    Optional<Path> requirements = requirements(folder, flow);
    boolean tools = needsTools(flow) && !mentions(requirements, TOOLS);
    OwnFiles files =
        new OwnFiles(
            folder, includes(folder, flow), requirements, tools ? List.of(TOOLS) : List.of());
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    Optional<Unknown> unknown = Optional.empty();
    FlowSample sample = FlowSample.of(folder, flow);
    if (sample.inputs().isPresent()) {
      inputs.setAll(sample.inputs().get());
    } else {
      unknown = defaults(flow, inputs);
    }
    Set<String> openAi = new TreeSet<>();
    openAi(flow, openAi);
    return new FlowDefinition(name(folder), files, inputs, unknown, sample.init(), openAi);
  }

  private static Path yaml(String given) {
    try {
      Path path = Path.of(given);
      if (Files.isRegularFile(path)) {
        String name = path.getFileName().toString();
        if (!NAMES.contains(name) && !name.endsWith(PROMPTY)) {
          throw new IllegalArgumentException(
              "%s is no flow: pf-serve finds flow.dag.yaml and flow.flex.yaml only, or one .prompty"
                  .formatted(given));
        }
        return path;
      }
      if (!Files.isDirectory(path)) {
        throw new IllegalArgumentException("there is no folder " + given);
      }
      return NAMES.stream()
          .map(path::resolve)
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseGet(() -> prompty(path));
    } catch (InvalidPathException noPath) {
      throw new IllegalArgumentException("there is no folder " + given);
    }
  }

  private static Path prompty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(PROMPTY)).sorted().toList();
      if (found.size() == 1) {
        return found.get(0);
      }
      throw new IllegalArgumentException(
          folder
              + (found.isEmpty()
                  ? " holds no flow: neither flow.dag.yaml nor flow.flex.yaml"
                  : " holds several .prompty and no flow: pf-serve takes a folder with one"));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("can't read " + folder);
    }
  }

  /** What stands between the lines of dashes ahead of a prompt. */
  private static String head(Path prompty) throws IOException {
    String[] parts = Files.readString(prompty).split("(?m)^-{3}\\s*$", 3);
    return parts.length == 3 ? parts[1] : "";
  }

  private static JsonNode tree(Path yaml) {
    try {
      JsonNode tree =
          new YAMLMapper()
              .readTree(yaml.toString().endsWith(PROMPTY) ? head(yaml) : Files.readString(yaml));
      if (tree != null && tree.isObject()) {
        return tree;
      }
      throw new IllegalArgumentException(yaml + " holds no flow: it is no object of YAML");
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "%s, line %d is not YAML: %s"
              .formatted(
                  yaml,
                  broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
                  broken.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("can't read " + yaml);
    }
  }

  /** A folder's name as scenarios can be called. */
  public static String name(Path folder) {
    Path last = folder.getFileName();
    String name = (last == null ? "" : last.toString()).replaceAll("[^A-Za-z0-9._-]+", "-");
    return name.matches("[A-Za-z0-9].*") ? name : "flow" + name;
  }

  private static Optional<Path> requirements(Path folder, JsonNode flow) {
    JsonNode named = flow.at("/environment/python_requirements_txt");
    Path list = folder.resolve(named.isTextual() ? named.asText() : "requirements.txt");
    if (Files.isRegularFile(list)) {
      return Optional.of(list);
    }
    if (named.isTextual()) {
      throw new IllegalArgumentException(
          "its YAML names the list of packages %s, which is not there".formatted(named.asText()));
    }
    return Optional.empty();
  }

  private static boolean needsTools(JsonNode flow) {
    return Stream.concat(
            StreamSupport.stream(flow.path("nodes").spliterator(), false),
            flow.findValues("node").stream()) // of variants
        .anyMatch(
            node ->
                node.path("type").asText().matches("prompt|llm|custom_llm")
                    || node.at("/source/tool").asText().startsWith("promptflow.tools."));
  }

  private static boolean mentions(Optional<Path> requirements, String name) {
    try {
      return requirements.isPresent()
          && Files.readAllLines(requirements.get()).stream()
              .anyMatch(line -> line.strip().replace('_', '-').startsWith(name));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("can't read " + requirements.get());
    }
  }

  /** The connections of nodes that name OpenAI, or a model and no deployment as Azure has it. */
  private static void openAi(JsonNode at, Set<String> names) {
    boolean own =
        at.path("provider").asText().equals("OpenAI")
            || at.path("type").asText().equals("openai")
            || at.at("/inputs/model").isTextual() && !at.path("inputs").has("deployment_name");
    if (own && at.path("connection").isTextual()) {
      names.add(at.path("connection").asText());
    }
    at.forEach(child -> openAi(child, names));
  }

  private static List<Path> includes(Path folder, JsonNode flow) {
    List<Path> includes = new ArrayList<>();
    for (JsonNode each : flow.path("additional_includes")) {
      Path include = folder.resolve(each.asText()).normalize();
      if (!Files.exists(include)) {
        throw new IllegalArgumentException(
            "its additional_includes name %s, which is not there".formatted(each.asText()));
      }
      if (folder.startsWith(include)) {
        throw new IllegalArgumentException(
            "its additional_includes name %s, which holds the flow itself"
                .formatted(each.asText()));
      }
      includes.add(include);
    }
    return includes;
  }

  private static Optional<Unknown> defaults(JsonNode flow, ObjectNode inputs) {
    if (flow.has("entry") && !flow.has("inputs")) {
      return Optional.of(
          new Unknown("what its function takes stands in its code only", "{\"INPUT\": ...}"));
    }
    List<String> missing = new ArrayList<>();
    flow.path("inputs")
        .properties()
        .forEach(
            input -> {
              JsonNode value = input.getValue().path("default");
              if (!value.isMissingNode() && !value.isNull()) {
                inputs.set(input.getKey(), value);
              } else if (input.getValue().path("is_chat_history").asBoolean()) {
                inputs.putArray(input.getKey());
              } else {
                missing.add(input.getKey());
              }
            });
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Unknown(
                "its YAML has no default for " + String.join(", ", missing),
                missing.stream()
                    .map("\"%s\": ..."::formatted)
                    .collect(Collectors.joining(", ", "{", "}"))));
  }
}
