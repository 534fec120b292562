package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;
import flowgauge.serve.server.WatchedPart;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process, or one with its descendants, uses, from /proc. Memory is the resident set: pages
 * that processes share count in each.
 */
final class ProcessProbe implements UsageProbe {
  private final ProcessTree tree;
  private final boolean container;
  private final Optional<ListenQueue> queue;
  private final boolean ownNamespace;
  private final Cgroup cgroup;
  private final OpenSockets sockets = new OpenSockets();
  private final ContextSwitches switches;
  private final long tickNanos = Proc.tickNanos();
  private final long pageBytes = Proc.pageBytes();

  private ProcessProbe(
      Proc proc,
      ProcessTree tree,
      boolean container,
      Optional<ListenQueue> queue,
      boolean ownNamespace,
      Cgroup cgroup) {
    this.tree = tree;
    this.container = container;
    this.queue = queue;
    this.ownNamespace = ownNamespace;
    this.cgroup = cgroup;
    this.switches = new ContextSwitches(proc);
  }

  /**
   * Of a part of the server.
   *
   * @param countsQueue whether overflows and drops of its network namespace are taken to be its own
   */
  static ProcessProbe of(Proc proc, WatchedPart part, boolean countsQueue) {
    return new ProcessProbe(
        proc,
        new ProcessTree(proc, part.pid(), true),
        part.container().isPresent(),
        Optional.of(new ListenQueue(proc, part.pid(), part.port())),
        countsQueue,
        Cgroup.of(proc, part.pid()));
  }

  /** Of this JVM, without its children. */
  static ProcessProbe ofThisJvm(Proc proc) {
    long pid = ProcessHandle.current().pid();
    return new ProcessProbe(
        proc,
        new ProcessTree(proc, pid, false),
        false,
        Optional.empty(),
        false,
        Cgroup.of(proc, pid));
  }

  @Override
  public Usage usage() {
    Map<Long, ProcessStat> processes = tree.look();
    Set<Long> pids = processes.keySet();
    if (pids.isEmpty()) {
      return new Usage(-1, -1, 0, 0, -1, -1, -1, -1, -1, -1);
    }
    long ticks = 0;
    long pages = 0;
    long threads = 0;
    for (ProcessStat stat : processes.values()) {
      // With what children used that have ended, the sum never falls.
      ticks += stat.ticks() + (queue.isPresent() ? stat.childTicks() : 0);
      pages += stat.residentPages();
      threads += stat.threads();
    }
    long groupNanos = container ? cgroup.cpuNanos() : Usage.ABSENT;
    return new Usage(
        groupNanos < 0 ? ticks * tickNanos : groupNanos,
        pages * pageBytes,
        pids.size(),
        threads,
        sockets.count(pids),
        switches.sum(pids),
        cgroup.throttledUs(),
        queue.map(ListenQueue::depth).orElse(Usage.ABSENT),
        queue.filter(q -> ownNamespace).map(ListenQueue::overflows).orElse(Usage.ABSENT),
        queue.filter(q -> ownNamespace).map(ListenQueue::drops).orElse(Usage.ABSENT));
  }
}
