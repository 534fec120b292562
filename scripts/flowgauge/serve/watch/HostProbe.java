package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;

/** What the whole machine uses; of its network, what this process's namespace has. */
final class HostProbe implements UsageProbe {
  private final Proc proc;
  private final ListenQueue queues;
  private final long tickNanos = Proc.tickNanos();

  HostProbe(Proc proc) {
    this.proc = proc;
    this.queues = new ListenQueue(proc, ProcessHandle.current().pid(), 0);
  }

  @Override
  public Usage usage() {
    String stat = proc.read("/proc/stat");
    String memory = proc.read("/proc/meminfo");
    String load = proc.read("/proc/loadavg");
    return new Usage(
        busyTicks(stat) * tickNanos,
        (Proc.value(memory, "MemTotal") - Proc.value(memory, "MemAvailable")) * 1_024,
        ProcessTree.numbers("/proc").length,
        threads(load),
        Proc.value(proc.read("/proc/self/net/sockstat"), "sockets"),
        Proc.value(stat, "ctxt"),
        Usage.ABSENT,
        Usage.ABSENT,
        queues.overflows(),
        queues.drops());
  }

  /** Of "cpu user nice system idle iowait irq softirq steal ...": all but idle, iowait, steal. */
  private static long busyTicks(String stat) {
    String[] fields = stat.lines().findFirst().orElse("").split("\\s+");
    long busy = 0;
    for (int i : new int[] {1, 2, 3, 6, 7}) {
      busy += fields.length > i ? Long.parseLong(fields[i]) : 0;
    }
    return busy;
  }

  /** Of "0.1 0.2 0.3 running/threads lastPid". */
  private static long threads(String load) {
    int slash = load.indexOf('/');
    int end = load.indexOf(' ', slash);
    return slash < 0 || end < 0 ? Usage.ABSENT : Long.parseLong(load, slash + 1, end, 10);
  }
}
