package flowgauge.serve.process;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command in a session of its own that ends with us, whichever way we end: a small supervisor
 * ({@code supervise.py}) reads a pipe from here and stops the whole group when that is closed.
 */
public record SupervisedProcess(Process supervisor, long pid) implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 8;

  /** An exit code above tells a signal, as in a shell. */
  private static final int SIGNALLED = 128;

  private static final int LONGEST_TEMPORARY = 70;

  /**
   * Starts a command.
   *
   * @param python the interpreter that runs the supervisor
   * @param folder current folder of the command, its {@code HOME}, and its {@code TMPDIR} where the
   *     path is short enough for sockets; removed when it ends
   * @param below where in that folder it is started
   * @param environment all of its variables, beside the few that every process needs
   * @param log takes its output
   */
  public static SupervisedProcess start(
      Path python,
      Path script,
      Path folder,
      String below,
      List<String> command,
      Map<String, String> environment,
      Path log)
      throws ServeException {
    List<String> whole = new ArrayList<>();
    whole.addAll(
        List.of(python.toString(), "-I", script.toString(), folder.toString(), log.toString()));
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.directory(folder.resolve(below).toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Nothing of the caller's: a proxy, a PYTHONPATH or an exporter would change what is measured.
    Map<String, String> variables = builder.environment();
    variables
        .keySet()
        .removeIf(
            name ->
                !name.equals("PATH")
                    && !name.equals("LANG")
                    && !name.equals("TZ")
                    && !name.startsWith("LC_"));
    variables.put("HOME", folder.toString());
    variables.put("TMPDIR", temporary(folder).toString());
    variables.putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException failed) {
      throw new ServeException("can't run " + python + ": " + failed.getMessage(), failed);
    }
    return new SupervisedProcess(process, childOf(process, command.get(0)));
  }

  /** A socket's path takes some 104 bytes, of which multiprocessing wants 32 below this. */
  private static Path temporary(Path folder) {
    return folder.toString().length() <= LONGEST_TEMPORARY ? folder : folder.getParent();
  }

  private static long childOf(Process process, String name) throws ServeException {
    try {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (line != null && !line.startsWith("error")) {
        return Long.parseLong(line.strip());
      }
      process.destroyForcibly();
      throw new ServeException("can't run " + name + (line == null ? "" : ": " + line));
    } catch (IOException failed) {
      process.destroyForcibly();
      throw new ServeException("can't run " + name, failed);
    }
  }

  /** Whether the command still runs. */
  public boolean alive() {
    return supervisor.isAlive();
  }

  /** The signal that killed the command, 0 if none did; for when it no longer runs. */
  int signal() {
    int code = supervisor.exitValue();
    return code > SIGNALLED ? code - SIGNALLED : 0;
  }

  /** Stops the command and all its descendants, and removes its folder; waits for that. */
  @Override
  public void close() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException gone) {
      // It has ended already.
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    boolean interrupted = false;
    for (boolean waiting = true; waiting; ) {
      try {
        if (!supervisor.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
          supervisor.destroyForcibly();
        }
        waiting = false;
      } catch (InterruptedException stopped) {
        interrupted = true; // who stops a run still wants its server gone at the end
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
