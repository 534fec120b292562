package flowgauge.serve.setup;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The flows' folders below {@code flows/}. */
public final class FlowFolder {
  private static final List<String> DEFINITIONS = List.of("flow.dag.yaml", "flow.flex.yaml");

  private FlowFolder() {}

  /** The folder of the flow of that name. */
  public static Path of(Path root, String name) throws ServeException {
    Path flows = root.resolve("flows");
    Path folder = flows.resolve(name);
    if (isFlow(folder)) {
      return folder;
    }
    throw new ServeException(
        "no flow %s: %s has no flow.dag.yaml or flow.flex.yaml; flows there are: %s"
            .formatted(name, folder, String.join(", ", names(root))));
  }

  private static boolean isFlow(Path folder) {
    return DEFINITIONS.stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /** The names of all. */
  public static List<String> names(Path root) throws ServeException {
    Path flows = root.resolve("flows");
    try (Stream<Path> children = Files.list(flows)) {
      return children
          .filter(FlowFolder::isFlow)
          .map(child -> child.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new ServeException("can't read " + flows + ": " + failed.getMessage(), failed);
    }
  }
}
