package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts the open sockets of processes. What a file descriptor is, is asked when it is first seen
 * and anew every 10 looks: with thousands of connections, asking each time would cost too much.
 */
final class OpenSockets {
  private static final int LOOKS_PER_CHECK = 10;

  private record Known(BitSet seen, BitSet sockets) {}

  private final Map<Long, Known> processes = new HashMap<>();
  private int looks;

  /** The count over some processes; {@link Usage#ABSENT} if none of them may be looked into. */
  long count(Set<Long> pids) {
    if (looks++ % LOOKS_PER_CHECK == 0) {
      processes.clear();
    }
    processes.keySet().retainAll(pids);
    long count = 0;
    boolean readable = false;
    for (long pid : pids) {
      String folder = "/proc/" + pid + "/fd";
      long[] descriptors = ProcessTree.numbers(folder);
      readable |= descriptors.length > 0;
      Known known = processes.computeIfAbsent(pid, id -> new Known(new BitSet(), new BitSet()));
      for (long descriptor : descriptors) {
        if (socket(folder, (int) descriptor, known)) {
          count++;
        }
      }
    }
    return readable ? count : Usage.ABSENT;
  }

  private static boolean socket(String folder, int descriptor, Known known) {
    if (!known.seen.get(descriptor)) {
      known.seen.set(descriptor);
      try {
        Path target = Files.readSymbolicLink(Path.of(folder, Integer.toString(descriptor)));
        known.sockets.set(descriptor, target.toString().startsWith("socket:"));
      } catch (IOException closed) {
        known.seen.clear(descriptor);
        return false;
      }
    }
    return known.sockets.get(descriptor);
  }
}
