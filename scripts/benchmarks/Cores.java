import flowgauge.scenario.CoreList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which core the client side of a measurement has to itself and which the server side.
 *
 * @param client number of the clients' core, or -1 where nothing can be pinned
 * @param server number of the servers' core, or -1
 */
record Cores(int client, int server) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final Path STAT = Path.of("/proc/stat");

  /** The first two cores that this process may use. */
  static Cores choose() {
    List<Integer> allowed = allowed();
    return allowed.size() < 2 || Tools.path("taskset").isEmpty()
        ? new Cores(-1, -1)
        : new Cores(allowed.get(0), allowed.get(1));
  }

  boolean pinned() {
    return client >= 0;
  }

  /** The command, run on that core alone. */
  static List<String> on(int core, List<String> command) {
    if (core < 0) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
    pinned.addAll(command);
    return pinned;
  }

  /**
   * How much of the machine other processes use at the moment, in cores, looked at for a second.
   */
  static double othersUse() throws IOException, InterruptedException {
    long[] before = jiffies();
    Thread.sleep(1_000);
    long[] after = jiffies();
    double all = after[1] - before[1];
    return all <= 0 ? 0 : (after[0] - before[0]) / all * Runtime.getRuntime().availableProcessors();
  }

  private static long[] jiffies() throws IOException {
    if (!Files.isReadable(STAT)) {
      return new long[2];
    }
    String[] fields = Files.readAllLines(STAT).get(0).strip().split("\\s+");
    long all = 0;
    for (int i = 1; i < Math.min(9, fields.length); i++) {
      all += Long.parseLong(fields[i]);
    }
    long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
    return new long[] {all - idle, all};
  }

  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .flatMap(line -> CoreList.of(line.substring(ALLOWED.length())).numbers().stream())
          .toList();
    } catch (IOException notLinux) {
      return List.of();
    }
  }
}
