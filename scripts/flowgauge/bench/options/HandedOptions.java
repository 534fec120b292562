package flowgauge.bench.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import flowgauge.bench.input.ConnectionFile;
import flowgauge.scenario.subject.Handed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line's options for what a user's own server is handed; nothing of it is kept. */
public final class HandedOptions extends Options {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  @Option(
      names = "--env",
      paramLabel = "NAME[=VALUE]",
      description =
          "a variable for it, repeatable; without a value yours of that name, which keeps secrets "
              + "out of the list of processes; flowgauge writes it nowhere")
  List<String> variables = List.of();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "variables for it, NAME=VALUE a line; --env goes over it")
  Path file;

  @Option(
      names = "--connection",
      paramLabel = "FILE",
      description =
          "a connection of PromptFlow's, in the YAML that `pf connection create` takes, repeatable; "
              + "flowgauge writes it nowhere")
  List<Path> connections = List.of();

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "what a class flow's __init__ takes: an object of JSON or YAML")
  Path init;

  /** Whether any of them is given. */
  public boolean given() {
    return !variables.isEmpty() || file != null || !connections.isEmpty() || init != null;
  }

  /** Whether any is given that only PromptFlow knows. */
  boolean promptFlows() {
    return !connections.isEmpty() || init != null;
  }

  /**
   * What they say.
   *
   * @param sample what a class flow's {@code __init__} takes where nobody says it
   * @throws ParameterException if a file can't be read, or a variable is not set
   */
  public Handed handed(Optional<ObjectNode> sample) {
    Map<String, String> all = new LinkedHashMap<>();
    sample.ifPresent(it -> all.put("PF_FLOW_INIT_CONFIG", it.toString()));
    if (init != null) {
      all.put("PF_FLOW_INIT_CONFIG", object("--init", init).toString());
    }
    if (file != null) {
      fromFile(all);
    }
    variables.forEach(text -> variable(all, text));
    Map<String, String> named = new LinkedHashMap<>();
    for (Path each : connections) {
      ConnectionFile connection = connection(each);
      if (named.put(connection.name(), connection.json()) != null) {
        throw wrong("--connection: two are called " + connection.name());
      }
    }
    return new Handed(all, named);
  }

  private ConnectionFile connection(Path path) {
    try {
      return ConnectionFile.of(object("--connection", path));
    } catch (IllegalArgumentException none) {
      throw wrong("--connection: %s %s".formatted(path, none.getMessage()));
    }
  }

  private ObjectNode object(String option, Path path) {
    ObjectMapper mapper = new YAMLMapper(); // of which JSON is a part
    try {
      JsonNode tree = mapper.readTree(path.toFile());
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException unreadable) {
      if (!Files.isReadable(path)) {
        throw wrong("%s: can't read %s".formatted(option, path));
      }
    }
    throw wrong("%s: %s is no object of JSON or YAML".formatted(option, path));
  }

  private void fromFile(Map<String, String> all) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw wrong("--env-file: can't read " + file);
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip().replaceFirst("^export\\s+", "");
      int at = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (at < 1 || !line.substring(0, at).strip().matches(NAME)) {
        throw wrong("--env-file: line %d of %s is not NAME=VALUE".formatted(i + 1, file));
      }
      all.put(line.substring(0, at).strip(), unquoted(line.substring(at + 1).strip()));
    }
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private void variable(Map<String, String> all, String text) {
    int at = text.indexOf('=');
    String name = at < 0 ? text : text.substring(0, at);
    if (!name.matches(NAME)) {
      throw wrong("--env takes NAME=VALUE, or NAME for a variable of yours");
    }
    String value = at < 0 ? System.getenv(name) : text.substring(at + 1);
    if (value == null) {
      throw wrong("--env %s: the environment has no such variable".formatted(name));
    }
    all.put(name, value);
  }
}
