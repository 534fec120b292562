package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The control group of a process, of either version: CPU time and throttling of the whole group.
 */
record Cgroup(Proc proc, Optional<String> cpuStat, Optional<String> cpuUsage) {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  /** Of a process. */
  static Cgroup of(Proc proc, long pid) {
    Optional<String> stat = Optional.empty();
    Optional<String> usage = Optional.empty();
    // Lines of "number:controllers:path"; version 2 has number 0 and no controllers.
    for (String line : proc.read("/proc/" + pid + "/cgroup").lines().toList()) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      for (String controller : parts[1].split(",")) {
        if (controller.equals("cpu")) {
          stat = file(ROOT.resolve("cpu"), parts[2], "cpu.stat");
        } else if (controller.equals("cpuacct")) {
          usage = file(ROOT.resolve("cpuacct"), parts[2], "cpuacct.usage");
        }
      }
      if (parts[0].equals("0") && stat.isEmpty()) {
        stat = file(ROOT, parts[2], "cpu.stat");
      }
    }
    return new Cgroup(proc, stat, usage);
  }

  private static Optional<String> file(Path mount, String group, String name) {
    Path file = mount.resolve(group.substring(1)).resolve(name);
    return Files.isReadable(file) ? Optional.of(file.toString()) : Optional.empty();
  }

  /** CPU time of the whole group, nanoseconds. */
  long cpuNanos() {
    if (cpuUsage.isPresent()) {
      String text = proc.read(cpuUsage.get()).strip();
      return text.isEmpty() ? Usage.ABSENT : Long.parseLong(text);
    }
    long micros = stat("usage_usec");
    return micros < 0 ? Usage.ABSENT : micros * 1_000;
  }

  /** Time in which the group was kept from running by its CPU limit, microseconds. */
  long throttledUs() {
    long nanos = stat("throttled_time");
    return nanos < 0 ? stat("throttled_usec") : nanos / 1_000;
  }

  private long stat(String key) {
    return cpuStat.map(file -> Proc.value(proc.read(file), key)).orElse(Usage.ABSENT);
  }
}
