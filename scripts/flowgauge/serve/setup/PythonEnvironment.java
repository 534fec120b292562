package flowgauge.serve.setup;

import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Python virtual environment with pinned packages, made once in the cache folder and shared by
 * all runs. Its folder's name is keyed by the list of packages and the interpreter. A file {@code
 * complete} in it is written last: without it the folder is rest of a broken set-up and is made
 * anew. (It is not moved into place, as an environment's scripts hold its path.)
 *
 * @param folder the environment
 */
public record PythonEnvironment(Path folder) {
  private static final String COMPLETE = "complete";

  /** Lists what is installed where that is not the pinned packages alone. */
  private static final String OWN = "installed.txt";

  private static final int LAST_LINES = 200;

  /** Finds or makes it in the cache folder; safe when several runs do so at once. */
  public static PythonEnvironment of(
      Path cache, String name, PinnedPackages packages, Python python, Consumer<String> progress)
      throws ServeException, InterruptedException {
    return of(cache, name, packages, Optional.empty(), python, progress);
  }

  /** The same with a user's packages on top, for all whose packages are equal. */
  public static PythonEnvironment of(
      Path cache,
      String name,
      PinnedPackages packages,
      Optional<OwnPackages> own,
      Python python,
      Consumer<String> progress)
      throws ServeException, InterruptedException {
    List<String> content =
        new ArrayList<>(List.of(packages.text(), python.version(), python.executable().toString()));
    if (own.isPresent()) {
      content.add(own.get().key());
    }
    String key = ContentHash.of(content.toArray(String[]::new));
    Path folder = cache.resolve("python-" + name + "-" + key);
    PythonEnvironment environment = new PythonEnvironment(folder);
    if (environment.complete()) {
      return environment;
    }
    String what = "Python environment for " + own.map(OwnPackages::title).orElse(name);
    try (SetUpLock lock =
        SetUpLock.take(cache.resolve(folder.getFileName() + ".lock"), what, progress)) {
      if (!environment.complete()) {
        environment.make(what, packages, own, python, progress);
      }
    }
    return environment;
  }

  /** Versions of all of its packages where some are a user's, by name; else nothing. */
  public Map<String, String> own() throws ServeException {
    Path list = folder.resolve(OWN);
    if (!Files.exists(list)) {
      return Map.of();
    }
    try {
      return OwnPackages.versions(Files.readAllLines(list));
    } catch (IOException failed) {
      throw new ServeException("can't read " + list + ": " + failed.getMessage(), failed);
    }
  }

  /** A program of the environment, such as {@code gunicorn} or {@code python}. */
  public Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Where pip unpacks, so that nothing of it stays elsewhere when it is stopped. */
  private Path temporary() {
    return folder.resolve("tmp");
  }

  private boolean complete() {
    return Files.exists(folder.resolve(COMPLETE));
  }

  private void make(
      String what,
      PinnedPackages packages,
      Optional<OwnPackages> own,
      Python python,
      Consumer<String> progress)
      throws ServeException, InterruptedException {
    int count = packages.versions(python.version()).size();
    progress.accept(
        "%s: making it with Python %s and %d packages%s, once"
            .formatted(
                what,
                python.version(),
                count,
                own.map(more -> ", then those of " + more.title()).orElse("")));
    boolean made = false;
    try {
      TemporaryFolder.delete(folder);
      Files.createDirectories(temporary());
      List<String> venv = List.of(python.executable().toString(), "-m", "venv", folder.toString());
      run(venv, folder, "make a virtual environment", line -> {}, PythonEnvironment::reason);
      Path list = Files.writeString(folder.resolve("requirements.txt"), packages.text());
      PipProgress progressOfPip = new PipProgress(what, count, progress);
      run(
          pip("install", "--progress-bar=off", "--require-hashes", "-r", list.toString()),
          folder,
          "install " + packages.file().getFileName(),
          progressOfPip::line,
          last -> progressOfPip.reason(reason(last)));
      if (own.isPresent()) {
        progress.accept("%s: installing %s".formatted(what, own.get().title()));
        install(own.get(), packages.constraints());
      }
      TemporaryFolder.delete(temporary());
      Files.writeString(folder.resolve(COMPLETE), "");
      made = true;
      progress.accept(what + ": ready");
    } catch (IOException failed) {
      throw new ServeException("can't write " + folder + ": " + failed.getMessage(), failed);
    } finally {
      if (!made) {
        TemporaryFolder.delete(folder);
      }
    }
  }

  private void install(OwnPackages own, String pinned)
      throws ServeException, InterruptedException, IOException {
    Path constraints = Files.writeString(folder.resolve("constraints.txt"), pinned);
    List<String> command =
        new ArrayList<>(pip("install", "--progress-bar=off", "-c", constraints.toString()));
    command.addAll(own.arguments());
    PipProgress progress = new PipProgress("", 1, line -> {});
    run(
        command,
        own.folder(),
        "install " + own.title(),
        progress::line,
        last -> OwnPackages.conflict(last).orElseGet(() -> progress.reason(reason(last))));
    List<String> installed = new ArrayList<>();
    run(
        pip("list", "--format=freeze"),
        folder,
        "list what is installed",
        installed::add,
        PythonEnvironment::reason);
    Files.write(folder.resolve(OWN), installed);
  }

  private List<String> pip(String what, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program("python").toString(),
                "-m",
                "pip",
                what,
                "--no-input",
                "--disable-pip-version-check"));
    command.addAll(List.of(arguments));
    return command;
  }

  private void run(
      List<String> command,
      Path from,
      String what,
      Consumer<String> lines,
      Function<List<String>, String> reason)
      throws ServeException, InterruptedException, IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
    builder.environment().put("TMPDIR", temporary().toString());
    List<String> last = new ArrayList<>();
    try (Cleanup ending = Cleanup.atOnce()) { // nothing of a run waits for it
      Process process = builder.start();
      ending.add(process::destroyForcibly);
      process.getOutputStream().close();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
        if (last.size() == LAST_LINES) {
          last.remove(0);
        }
        last.add(line);
      }
      if (process.waitFor() != 0) {
        throw new ServeException("can't " + what + ": " + reason.apply(last));
      }
    }
  }

  private static String reason(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith("ERROR: ") || line.startsWith("Error: "))
        .findFirst()
        .orElse(output.isEmpty() ? "no reason given" : output.get(output.size() - 1));
  }
}
