import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine: finds them and runs them. None outlives this process. */
final class Tools {
  private static final Map<Long, Process> RUNNING = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.values().forEach(Tools::kill)));
  }

  private Tools() {}

  static Optional<Path> path(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file) && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * A command as it is typed: its words, each %s of which takes the next value, whatever it holds.
   */
  static List<String> words(String command, Object... values) {
    Iterator<Object> next = List.of(values).iterator();
    return Stream.of(command.strip().split("\\s+"))
        .map(word -> word.contains("%s") ? word.formatted(next.next()) : word)
        .toList();
  }

  /** Starts a program; its error output goes to that file. */
  static Process start(List<String> command, Path errors) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    process.getOutputStream().close();
    RUNNING.put(process.pid(), process);
    process.onExit().thenRun(() -> RUNNING.remove(process.pid()));
    return process;
  }

  /**
   * Runs a program to its end.
   *
   * @return its standard output
   * @throws BenchmarkException if it fails, with the last line of its error output
   */
  static String run(List<String> command, Path errors)
      throws IOException, InterruptedException, BenchmarkException {
    Process process = start(command, errors);
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BenchmarkException(
            "%s failed: %s"
                .formatted(Path.of(command.get(0)).getFileName(), lastLine(errors, output)));
      }
      return output;
    } finally {
      kill(process);
    }
  }

  static String lastLine(Path errors, String output) throws IOException {
    List<String> lines =
        Files.readAllLines(errors, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty()
        ? output.lines().reduce("no word why", (before, line) -> line)
        : lines.get(lines.size() - 1);
  }

  /** Ends a process and what it started, and waits for that. */
  static void kill(Process process) {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    below.forEach(ProcessHandle::destroyForcibly);
  }
}
