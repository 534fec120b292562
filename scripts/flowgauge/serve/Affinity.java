package flowgauge.serve;

import flowgauge.scenario.CoreList;
import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The cores that this process may run on, and keeping it to some of them: Linux only. */
public record Affinity(Optional<CoreList> before) implements AutoCloseable {
  private static final String ALLOWED = "Cpus_allowed_list:";

  /** It fails where a thread ends under its hands. */
  private static final int TRIES = 5;

  /** The cores that it may use; empty where the kernel does not tell. */
  public static Optional<CoreList> allowed() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .map(line -> CoreList.of(line.substring(ALLOWED.length())))
          .findFirst();
    } catch (IOException | RuntimeException elsewhere) {
      return Optional.empty();
    }
  }

  /**
   * Keeps all threads of this process, and what they start, to some cores until it is closed.
   *
   * @param cores empty to leave it as it is
   */
  public static Affinity of(Optional<CoreList> cores) throws ServeException, InterruptedException {
    if (cores.isEmpty()) {
      return new Affinity(Optional.empty());
    }
    Affinity kept = new Affinity(allowed());
    try {
      set(cores.get());
      set(cores.get()); // a thread that began meanwhile may come from one that was not moved yet
      return kept;
    } catch (ServeException | InterruptedException failed) {
      kept.close();
      throw failed;
    }
  }

  private static void set(CoreList cores) throws ServeException, InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      if (taskset(cores)) {
        return;
      }
    }
    throw new ServeException("the driver can't be kept to the cores " + cores);
  }

  private static boolean taskset(CoreList cores) throws ServeException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      Process taskset =
          new ProcessBuilder(List.of("taskset", "-a", "-c", "-p", cores.toString(), pid))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return taskset.waitFor() == 0;
    } catch (IOException absent) {
      throw new ServeException(
          "keeping parts to cores takes taskset: apt-get install util-linux", absent);
    }
  }

  @Override
  public void close() {
    if (before.isPresent()) {
      try {
        set(before.get());
      } catch (ServeException kept) {
        // what comes after the load is slower then
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
