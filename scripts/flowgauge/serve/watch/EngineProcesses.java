package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the processes of a container engine use on this machine: its daemons, a shim for each
 * container, a proxy for each published port. Containers' own processes are not among them.
 */
final class EngineProcesses implements UsageProbe {
  /** Of Docker and Podman, rootless or not; the kernel cuts a name after 15 characters. */
  private static final Pattern NAMES =
      Pattern.compile(
          "dockerd|docker-proxy|containerd|containerd-shim.*|rootlesskit.*|slirp4netns|podman|conmon");

  private static final int LOOKS_PER_SEARCH = 5;

  private final Proc proc;
  private final long tickNanos = Proc.tickNanos();
  private final long pageBytes = Proc.pageBytes();
  private final Map<Long, Long> ticks = new HashMap<>();
  private long sum;
  private int looks;

  EngineProcesses(Proc proc) {
    this.proc = proc;
  }

  @Override
  public Usage usage() {
    boolean first = looks == 0;
    if (looks++ % LOOKS_PER_SEARCH == 0) {
      for (long pid : ProcessTree.numbers("/proc")) {
        ProcessStat stat = ticks.containsKey(pid) ? null : ProcessStat.of(proc, pid);
        if (stat != null && NAMES.matcher(stat.name()).matches()) {
          ticks.put(pid, first ? stat.ticks() : 0); // a later one is new, and all it used is too
        }
      }
    }
    long threads = 0;
    long pages = 0;
    for (var each = ticks.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Long, Long> known = each.next();
      ProcessStat stat = ProcessStat.of(proc, known.getKey());
      if (stat == null) {
        each.remove();
        continue;
      }
      sum += stat.ticks() - known.getValue();
      known.setValue(stat.ticks());
      threads += stat.threads();
      pages += stat.residentPages();
    }
    return new Usage(
        ticks.isEmpty() && sum == 0 ? Usage.ABSENT : sum * tickNanos,
        pages * pageBytes,
        ticks.size(),
        threads,
        Usage.ABSENT,
        Usage.ABSENT,
        Usage.ABSENT,
        Usage.ABSENT,
        Usage.ABSENT,
        Usage.ABSENT);
  }
}
