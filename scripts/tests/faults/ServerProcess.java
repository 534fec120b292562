package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A process of a server's, in a container or not, by its number on this machine.
 *
 * @param pid its number
 */
record ServerProcess(long pid) {
  /** Those below a process whose command names a program, the eldest first. */
  static List<ServerProcess> below(Process root, String program) {
    return root.descendants()
        .filter(each -> command(each.pid()).contains(program))
        .filter(each -> !command(each.pid()).contains("supervise.py"))
        .map(each -> new ServerProcess(each.pid()))
        .sorted(Comparator.comparing(ServerProcess::started))
        .toList();
  }

  /** Those of a bench's container that runs a program, the eldest first; none before it runs. */
  static List<ServerProcess> inContainer(long bench, String program)
      throws IOException, InterruptedException {
    List<ServerProcess> found = new ArrayList<>();
    Optional<String> container = Docker.container(bench, program);
    if (container.isEmpty()) {
      return found;
    }
    for (String line : Docker.run("top", container.get(), "-o", "pid").lines().skip(1).toList()) {
      found.add(new ServerProcess(Long.parseLong(line.strip())));
    }
    found.sort(Comparator.comparing(ServerProcess::started));
    return found;
  }

  /** Numbers wrap around: a worker's can be below its master's. */
  private Instant started() {
    return ProcessHandle.of(pid).flatMap(each -> each.info().startInstant()).orElse(Instant.MAX);
  }

  private static String command(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  /** Sends it a signal, as {@code KILL}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
