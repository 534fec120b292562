package flowgauge.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the run that a user means. */
public final class RunNames {
  private RunNames() {}

  /**
   * The run of that name: a folder, or a name below {@code datasets/runs} or {@code
   * datasets/recorded}.
   *
   * @throws IOException with one line that says what to do if there is none
   */
  public static RunFolder find(String name) throws IOException {
    try {
      Optional<Path> found = folder(name);
      if (found.isPresent()) {
        return RunFolder.open(found.get());
      }
    } catch (InvalidPathException noPath) {
      throw new IOException("'" + name + "' is no name of a folder");
    }
    throw new IOException(
        "there is no run '%s': give a run's folder, or its name below datasets/runs or datasets/recorded"
            .formatted(name));
  }

  /** Whether there is a folder of that name. */
  public static boolean exists(String name) {
    try {
      return folder(name).isPresent();
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  private static Optional<Path> folder(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Stream<Path> below =
        datasets().stream().flatMap(d -> Stream.of(d.resolve("runs"), d.resolve("recorded")));
    return Stream.concat(Stream.of(Path.of(name)), below.map(d -> d.resolve(name)))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /**
   * The newest run below {@code datasets/runs} that has a scenario.
   *
   * @throws IOException with one line that says what to do if there is none
   */
  public static RunFolder newest() throws IOException {
    Optional<Path> datasets = datasets();
    if (datasets.isPresent()) {
      for (RunFolder run : RunFolder.list(datasets.get().resolve("runs"))) {
        if (!run.read().scenarios().isEmpty()) {
          return run;
        }
      }
    }
    throw new IOException("there is no run yet: make one with ./jbang bench, or name a folder");
  }

  /**
   * The folder {@code datasets} of {@code FLOWGAUGE_HOME}, else of the current folder or the
   * nearest above it that has one beside a {@code jbang-catalog.json}.
   */
  public static Optional<Path> datasets() {
    String home = System.getenv("FLOWGAUGE_HOME");
    if (home != null && !home.isBlank()) {
      return Optional.of(Path.of(home).resolve("datasets"));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("jbang-catalog.json"))) {
        return Optional.of(at.resolve("datasets"));
      }
    }
    return Optional.empty();
  }
}
