package flowgauge.serve.server;

import flowgauge.scenario.subject.Startable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A list of pinned Python packages: {@code flows/requirements-<promptflow>.txt} or {@code
 * mock-api/requirements.txt}.
 *
 * @param file the list
 * @param text its content
 */
public record PinnedPackages(Path file, String text) {
  private static final Pattern PIN =
      Pattern.compile("^([\\w.-]+)==([^\\s;\\\\]+)(?: ;([^\\\\\\n]*))?", Pattern.MULTILINE);
  private static final Pattern PYTHON = Pattern.compile("python_full_version (<|>=) '([0-9.]+)'");

  /** The list for the flows under a release of promptflow-core. */
  public static PinnedPackages forFlows(Path root, String promptflow) throws ServeException {
    Path file = ofRelease(root, promptflow);
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

  private static Path ofRelease(Path root, String promptflow) {
    return root.resolve("flows").resolve("requirements-" + promptflow + ".txt");
  }

  /** The list for what is to be served. */
  public static PinnedPackages of(Path root, Startable subject, String promptflow)
      throws ServeException {
    Path file = root.resolve(subject.folder()).resolve(subject.list(promptflow));
    return file.equals(ofRelease(root, promptflow)) ? forFlows(root, promptflow) : read(file);
  }

  /** What its environment is called: {@code mock-api}, {@code flows-1.18.5}. */
  public String name() {
    String list = file.getFileName().toString().replaceFirst("\\.txt$", "");
    String folder = file.getParent().getFileName().toString();
    return list.equals("requirements")
        ? folder
        : folder + "-" + list.replaceFirst("^requirements-", "");
  }

  /** Them as constraints that pip reads: what else is installed leaves them as they are. */
  public String constraints() {
    StringBuilder all = new StringBuilder();
    PIN.matcher(text)
        .results()
        .forEach(
            pin -> {
              all.append(pin.group(1)).append("==").append(pin.group(2));
              all.append(pin.group(3) == null ? "" : " ;" + pin.group(3).stripTrailing());
              all.append('\n');
            });
    return all.toString();
  }

  /** The releases of promptflow-core that there are lists for. */
  public static List<String> releases(Path root) throws ServeException {
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

  /** Those of a list. */
  public static PinnedPackages read(Path file) throws ServeException {
    try {
      return new PinnedPackages(file, Files.readString(file));
    } catch (IOException failed) {
      throw new ServeException("can't read " + file + ": restore it from the checkout", failed);
    }
  }

  /**
   * Versions by package, those that only some platforms need left out.
   *
   * @param python whose packages: a version such as {@code 3.11.2}
   */
  public Map<String, String> versions(String python) {
    Map<String, String> versions = new LinkedHashMap<>();
    PIN.matcher(text)
        .results()
        .filter(pin -> pin.group(3) == null || forPython(pin.group(3), python))
        .forEach(pin -> versions.put(pin.group(1), pin.group(2)));
    return versions;
  }

  private static boolean forPython(String marker, String python) {
    return Stream.of(marker.split(" and "))
        .map(bound -> PYTHON.matcher(bound.strip()))
        .allMatch(
            bound ->
                bound.matches()
                    && bound.group(1).equals("<")
                        == Arrays.compare(numbers(python), numbers(bound.group(2))) < 0);
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\."))
        .mapToInt(part -> Integer.parseInt(part.replaceAll("\\D.*", "")))
        .toArray();
  }
}
