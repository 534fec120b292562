package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sums the context switches of all threads of some processes: how often each was put on a CPU,
 * which /proc tells per thread only. What a thread did after the last look before it ended is not
 * seen, so the figure is a lower bound where threads are short-lived.
 */
final class ContextSwitches {
  private final Proc proc;
  private Map<Long, Long> last = new HashMap<>();
  private long sum;

  ContextSwitches(Proc proc) {
    this.proc = proc;
  }

  /** The sum since the first look; {@link Usage#ABSENT} where the kernel doesn't count. */
  long sum(Set<Long> pids) {
    Map<Long, Long> now = new HashMap<>();
    for (long pid : pids) {
      String folder = "/proc/" + pid + "/task";
      for (long thread : ProcessTree.numbers(folder)) {
        long count = count(folder + "/" + thread);
        if (count >= 0) {
          now.put(thread, count);
          sum += count - last.getOrDefault(thread, 0L);
        }
      }
    }
    last = now;
    return now.isEmpty() ? Usage.ABSENT : sum;
  }

  /** The third number of schedstat; reading status instead costs several times as much. */
  private long count(String thread) {
    String text = proc.read(thread + "/schedstat").strip();
    if (!text.isEmpty()) {
      return Long.parseLong(text, text.lastIndexOf(' ') + 1, text.length(), 10);
    }
    String status = proc.read(thread + "/status");
    long voluntary = Proc.value(status, "voluntary_ctxt_switches");
    return voluntary < 0
        ? Usage.ABSENT
        : voluntary + Proc.value(status, "nonvoluntary_ctxt_switches");
  }
}
