package flowgauge.serve.watch;

/**
 * A line of /proc/PID/stat.
 *
 * @param name of its program, at most 15 characters
 * @param parent the parent's process id
 * @param ticks CPU time of all its threads, those that ended included
 * @param childTicks CPU time of children that it has waited for, theirs included
 * @param threads how many it has
 * @param residentPages memory pages in use
 */
record ProcessStat(
    String name, long parent, long ticks, long childTicks, long threads, long residentPages) {
  /** Of a process; null if it is gone. */
  static ProcessStat of(Proc proc, long pid) {
    String text = proc.read("/proc/" + pid + "/stat");
    // The name, in parentheses, may hold anything; what follows are numbers after the state.
    int end = text.lastIndexOf(')');
    if (end < 0) {
      return null;
    }
    String[] fields = text.substring(end + 2).split(" ");
    return new ProcessStat(
        text.substring(text.indexOf('(') + 1, end),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]),
        Long.parseLong(fields[17]),
        Long.parseLong(fields[21]));
  }
}
