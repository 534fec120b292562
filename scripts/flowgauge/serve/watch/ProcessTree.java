package flowgauge.serve.watch;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process and its descendants. All of /proc is searched for new ones every few looks only. */
public final class ProcessTree {
  private static final int LOOKS_PER_SEARCH = 5;

  private final Proc proc;
  private final long root;
  private final boolean descendants;
  private Set<Long> members = Set.of();
  private int looks;

  /**
   * Of a process.
   *
   * @param descendants whether its descendants count
   */
  ProcessTree(Proc proc, long root, boolean descendants) {
    this.proc = proc;
    this.root = root;
    this.descendants = descendants;
  }

  /** The processes that there are now, with their figures. */
  Map<Long, ProcessStat> look() {
    boolean search = looks++ % LOOKS_PER_SEARCH == 0;
    Map<Long, ProcessStat> found = new HashMap<>();
    for (long pid : members) {
      ProcessStat stat = ProcessStat.of(proc, pid);
      if (stat == null) {
        search = true;
      } else {
        found.put(pid, stat);
      }
    }
    if (search) {
      members = search(found);
    }
    return found;
  }

  private Set<Long> search(Map<Long, ProcessStat> found) {
    Map<Long, List<Long>> children = new HashMap<>();
    Map<Long, ProcessStat> all = new HashMap<>(found);
    if (descendants) {
      for (long pid : numbers("/proc")) {
        ProcessStat stat = all.computeIfAbsent(pid, id -> ProcessStat.of(proc, id));
        if (stat != null) {
          children.computeIfAbsent(stat.parent(), parent -> new ArrayList<>()).add(pid);
        }
      }
    } else {
      all.computeIfAbsent(root, id -> ProcessStat.of(proc, id));
    }
    Set<Long> tree = new LinkedHashSet<>();
    collect(root, all, children, tree);
    found.clear();
    tree.forEach(pid -> found.put(pid, all.get(pid)));
    return tree;
  }

  private static void collect(
      long pid, Map<Long, ProcessStat> all, Map<Long, List<Long>> children, Set<Long> tree) {
    if (all.get(pid) != null && tree.add(pid)) {
      children.getOrDefault(pid, List.of()).forEach(child -> collect(child, all, children, tree));
    }
  }

  /** The entries of a folder that are numbers; empty if it can't be read. */
  public static long[] numbers(String folder) {
    String[] names = new File(folder).list();
    if (names == null) {
      return new long[0];
    }
    long[] numbers = new long[names.length];
    int count = 0;
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        numbers[count++] = Long.parseLong(name);
      }
    }
    return java.util.Arrays.copyOf(numbers, count);
  }
}
