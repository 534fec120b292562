package flowgauge.serve.setup;

import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
  private static final int LAST_LINES = 200;

  /** Finds or makes it in the cache folder; safe when several runs do so at once. */
  public static PythonEnvironment of(
      Path cache, String name, PinnedPackages packages, Python python, Consumer<String> progress)
      throws ServeException, InterruptedException {
    String key = ContentHash.of(packages.text(), python.version(), python.executable().toString());
    Path folder = cache.resolve("python-" + name + "-" + key);
    PythonEnvironment environment = new PythonEnvironment(folder);
    if (environment.complete()) {
      return environment;
    }
    String what = "Python environment for " + name;
    try (SetUpLock lock =
        SetUpLock.take(cache.resolve(folder.getFileName() + ".lock"), what, progress)) {
      if (!environment.complete()) {
        environment.make(what, packages, python, progress);
      }
    }
    return environment;
  }

  /** A program of the environment, such as {@code gunicorn}. */
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

  private void make(String what, PinnedPackages packages, Python python, Consumer<String> progress)
      throws ServeException, InterruptedException {
    int count = packages.versions(python.version()).size();
    progress.accept(
        "%s: making it with Python %s and %d packages, once"
            .formatted(what, python.version(), count));
    boolean made = false;
    try {
      delete(folder);
      Files.createDirectories(temporary());
      List<String> venv = List.of(python.executable().toString(), "-m", "venv", folder.toString());
      run(venv, "make a virtual environment", line -> {}, said -> said);
      Files.writeString(folder.resolve("requirements.txt"), packages.text());
      List<String> pip =
          List.of(
              program("python").toString(),
              "-m",
              "pip",
              "install",
              "--no-input",
              "--disable-pip-version-check",
              "--progress-bar=off",
              "--require-hashes",
              "-r",
              folder.resolve("requirements.txt").toString());
      PipProgress pipProgress = new PipProgress(what, count, progress);
      run(pip, "install " + packages.file().getFileName(), pipProgress::line, pipProgress::reason);
      delete(temporary());
      Files.writeString(folder.resolve(COMPLETE), "");
      made = true;
      progress.accept(what + ": ready");
    } catch (IOException failed) {
      throw new ServeException("can't write " + folder + ": " + failed.getMessage(), failed);
    } finally {
      if (!made) {
        delete(folder);
      }
    }
  }

  private void run(
      List<String> command, String what, Consumer<String> lines, UnaryOperator<String> reason)
      throws ServeException, InterruptedException, IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
    builder.environment().put("TMPDIR", temporary().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> last = new ArrayList<>();
    try (BufferedReader output =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Cleanup cleanup = new Cleanup()) {
      cleanup.add(process::destroyForcibly);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
        if (last.size() == LAST_LINES) {
          last.remove(0);
        }
        last.add(line);
      }
      if (process.waitFor() != 0) {
        throw new ServeException("can't " + what + ": " + reason.apply(reason(last)));
      }
    }
  }

  private static String reason(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith("ERROR: ") || line.startsWith("Error: "))
        .findFirst()
        .orElse(output.isEmpty() ? "no reason given" : output.get(output.size() - 1));
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
