package flowgauge.serve.setup;

import flowgauge.serve.server.ServeException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python that can make virtual environments.
 *
 * @param executable its path
 * @param version such as {@code 3.11.2}
 */
public record Python(Path executable, String version) {
  private static final List<String> CANDIDATES =
      List.of("python3.11", "python3.10", "python3.9", "python3");

  private static final String PROBE =
      "import sys, venv, ensurepip; assert CONDITION; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable)";

  /** The first on the PATH of 3.11, 3.10 and 3.9, which promptflow-core runs on. */
  public static Python find() throws ServeException {
    return find(System.getenv().getOrDefault("PATH", ""));
  }

  public static Python find(String path) throws ServeException {
    return first(path, CANDIDATES, "(3, 9) <= sys.version_info[:2] <= (3, 11)")
        .orElseThrow(
            () ->
                new ServeException(
                    "no Python 3.9 to 3.11 with venv on the PATH, which promptflow-core needs:"
                        + " install one (Debian 12, Ubuntu 22.04: apt-get install python3-venv;"
                        + " macOS: brew install python@3.11), or use --runtime docker"));
  }

  /**
   * The first on the PATH of a release.
   *
   * @param version such as {@code 3.11.2}
   */
  public static Optional<Python> of(String version) {
    return first(
        System.getenv().getOrDefault("PATH", ""),
        CANDIDATES,
        "'%d.%d.%d' % sys.version_info[:3] == '" + version + "'");
  }

  /** One that runs tools of today, Jupyter among them: 3.10 or newer. */
  public static Python forTools() throws ServeException {
    return first(
            System.getenv().getOrDefault("PATH", ""),
            List.of("python3", "python"),
            "sys.version_info >= (3, 10)")
        .orElseThrow(
            () ->
                new ServeException(
                    "no Python 3.10 or newer with venv on the PATH: install python3 and python3-venv"));
  }

  private static Optional<Python> first(String path, List<String> candidates, String condition) {
    return candidates.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(it -> Path.of(it, name)))
        .filter(Files::isExecutable)
        .flatMap(executable -> probe(executable.toString(), condition).stream())
        .findFirst();
  }

  private static Optional<Python> probe(String candidate, String condition) {
    try {
      Process process =
          new ProcessBuilder(candidate, "-c", PROBE.replace("CONDITION", condition))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = output.lines().toList();
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0 || lines.size() < 2) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return Optional.of(new Python(Path.of(lines.get(1)), lines.get(0)));
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
