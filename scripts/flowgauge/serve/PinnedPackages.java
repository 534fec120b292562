package flowgauge.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A list of pinned Python packages: {@code flows/requirements-<promptflow>.txt} or {@code
 * mock-api/requirements.txt}.
 *
 * @param file the list
 * @param text its content
 */
record PinnedPackages(Path file, String text) {

  /** The list for the flows under a release of promptflow-core. */
  static PinnedPackages forFlows(Path root, String promptflow) throws ServeException {
    Path file = root.resolve("flows").resolve("requirements-" + promptflow + ".txt");
    if (!Files.isRegularFile(file)) {
      throw new ServeException(
          "no pinned packages for promptflow "
              + promptflow
              + ": choose one of "
              + String.join(", ", releases(root))
              + ", or make flows/"
              + file.getFileName()
              + " as flows/requirements.in says");
    }
    return read(file);
  }

  /** The list for the mock API. */
  static PinnedPackages forMock(Path root) throws ServeException {
    return read(root.resolve("mock-api").resolve("requirements.txt"));
  }

  /** The releases of promptflow-core that there are lists for. */
  static List<String> releases(Path root) throws ServeException {
    try (Stream<Path> files = Files.list(root.resolve("flows"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("requirements-") && name.endsWith(".txt"))
          .map(name -> name.substring("requirements-".length(), name.length() - ".txt".length()))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException failed) {
      throw new ServeException("can't read " + root.resolve("flows"), failed);
    }
  }

  private static PinnedPackages read(Path file) throws ServeException {
    try {
      return new PinnedPackages(file, Files.readString(file));
    } catch (IOException failed) {
      throw new ServeException("can't read " + file + ": restore it from the checkout", failed);
    }
  }

  /** Versions by package, those that only some platforms need left out. */
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("#", 2)[0].replace('\\', ' ').strip()) // hashes follow a backslash
        .filter(line -> line.contains("==") && !line.contains(";"))
        .map(line -> line.split("==", 2))
        .forEach(pin -> versions.put(pin[0].strip(), pin[1].strip()));
    return versions;
  }
}
