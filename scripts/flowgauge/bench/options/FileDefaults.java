package flowgauge.bench.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A scenario file: YAML whose keys are the options' long names, with {@code scenarios} and {@code
 * stages} as lists. What stands on the command line wins: an option over the same one, any choice
 * of load over the file's whole load, scenarios over scenarios.
 */
final class FileDefaults {
  /** What only the one at the command line may say: a file may come from anybody. */
  private static final Set<String> NOT_IN_A_FILE = Set.of("--file", "--allow-remote");

  private static final Set<String> LOAD = Set.of("--users", "--spawn-rate", "--rate", "--stage");

  private FileDefaults() {}

  /** The arguments with those of {@code --file} ahead. */
  static String[] expand(CommandLine command, String[] args) {
    List<String> all = Arrays.asList(args);
    int at = all.indexOf("--file");
    String file =
        at >= 0 && at + 1 < args.length
            ? args[at + 1]
            : all.stream()
                .filter(arg -> arg.startsWith("--file="))
                .map(arg -> arg.substring("--file=".length()))
                .findFirst()
                .orElse(null);
    if (file == null) {
      return args;
    }
    List<String> given = new ArrayList<>();
    List<String> scenarios = new ArrayList<>();
    read(command, Path.of(file), given, scenarios, all);
    given.addAll(all);
    given.addAll(scenarios);
    return given.toArray(String[]::new);
  }

  private static void read(
      CommandLine command,
      Path file,
      List<String> given,
      List<String> scenarios,
      List<String> line) {
    CommandSpec spec = command.getCommandSpec();
    ParseResult typed = command.parseArgs(line.toArray(String[]::new));
    boolean ownLoad = LOAD.stream().anyMatch(typed::hasMatchedOption);
    boolean ownScenarios = !typed.matchedPositionals().isEmpty();
    for (Map.Entry<String, JsonNode> field : tree(command, file).properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      String option = "--" + key.replace('_', '-');
      if (key.equals("stages")) {
        if (!ownLoad) {
          value.forEach(stage -> given.add("--stage=" + stage(stage)));
        }
      } else if (key.equals("scenarios")) {
        if (!ownScenarios) {
          (value.isArray() ? value : List.of(value))
              .forEach(name -> scenarios.add(scenario(command, file, name)));
        }
      } else if (NOT_IN_A_FILE.contains(option)) {
        throw new ParameterException(
            command, "%s: %s stands on the command line only".formatted(file, option));
      } else if (spec.findOption(option) == null) {
        throw new ParameterException(
            command, "%s: '%s' is no option of bench".formatted(file, key));
      } else if (typed.hasMatchedOption(option) || ownLoad && LOAD.contains(option)) {
        continue;
      } else if (value.isBoolean()) {
        if (value.asBoolean()) {
          given.add(option);
        }
      } else if (value.isArray()) {
        value.forEach(each -> given.add(option + "=" + each.asText()));
      } else {
        given.add(option + "=" + value.asText());
      }
    }
  }

  private static String scenario(CommandLine command, Path file, JsonNode name) {
    if (name.asText().startsWith("-")) {
      throw new ParameterException(
          command, "%s: '%s' is no name of a scenario".formatted(file, name.asText()));
    }
    return name.asText();
  }

  private static JsonNode tree(CommandLine command, Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(file.toFile());
      if (tree != null && tree.isObject()) {
        return tree;
      }
      throw new ParameterException(command, file + " does not hold options: write 'users: 200'");
    } catch (JsonProcessingException broken) {
      throw new ParameterException(
          command,
          "%s, line %d is not YAML"
              .formatted(
                  file, broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()));
    } catch (IOException unreadable) {
      throw new ParameterException(command, "--file: can't read " + file);
    }
  }

  private static String stage(JsonNode stage) {
    List<String> parts = new ArrayList<>();
    stage.properties().forEach(f -> parts.add(f.getKey() + "=" + f.getValue().asText()));
    return String.join(",", parts);
  }
}
