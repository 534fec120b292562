package flowgauge.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the run that a user means. */
public final class RunNames {
  private RunNames() {}

  /**
   * The run of that name: a folder, a name below {@code datasets/runs} or {@code
   * datasets/recorded}, or what {@code bench --name} was given, of which the newest is meant.
   *
   * @throws IOException with one line that says what to do if there is none
   */
  public static RunFolder find(String name) throws IOException {
    try {
      Optional<Path> found = folder(name);
      Path path = Path.of(name);
      Path parent = path.toAbsolutePath().normalize().getParent();
      if (Files.exists(path) && !isRun(path) && parent != null && isRun(parent)) {
        throw new IOException(
            "%s is a part of a run: name the run, %s".formatted(name, parent.getFileName()));
      }
      if (found.isPresent()) {
        return RunFolder.open(found.get());
      }
      Optional<RunFolder> named = named(name);
      if (named.isPresent()) {
        return named.get();
      }
    } catch (InvalidPathException noPath) {
      throw new IOException("'" + name + "' is no name of a folder");
    }
    List<String> newest = runs().stream().limit(3).map(RunNames::folderName).toList();
    throw new IOException(
        "there is no run '%s': give a run's folder, or its name below datasets/runs or datasets/recorded%s"
            .formatted(
                name, newest.isEmpty() ? "" : "; the newest are " + String.join(", ", newest)));
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunJson.NAME));
  }

  private static List<RunFolder> runs() throws IOException {
    Optional<Path> datasets = datasets();
    return datasets.isPresent() ? RunFolder.list(datasets.get().resolve("runs")) : List.of();
  }

  private static String folderName(RunFolder run) {
    return run.path().getFileName().toString();
  }

  /** The name that a run was given: its folder's without the time in front. */
  private static String given(RunFolder run) {
    return folderName(run).replaceFirst("^[0-9]{8}T[0-9]{6}Z-", "");
  }

  private static Optional<RunFolder> named(String name) throws IOException {
    return runs().stream().filter(run -> name.equals(given(run))).findFirst();
  }

  /** Whether a folder has that name, or a run was given it. */
  public static boolean exists(String name) throws IOException {
    try {
      return folder(name).isPresent() || named(name).isPresent();
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
    for (RunFolder run : runs()) {
      if (!run.read().scenarios().isEmpty()) {
        return run;
      }
    }
    throw new IOException("there is no run yet: make one with ./jbang bench, or name a folder");
  }

  /**
   * The folder {@code datasets} of {@code FLOWGAUGE_HOME}, else of the current folder or the
   * nearest above it that has one beside a {@code jbang-catalog.json}, else the current folder's
   * own: where no checkout is, bench puts its runs there.
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
    return Optional.of(Path.of("datasets")).filter(Files::isDirectory);
  }
}
