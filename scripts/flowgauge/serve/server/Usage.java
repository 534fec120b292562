package flowgauge.serve.server;

/**
 * What a part has used up to a moment. CPU, context switches, throttled time, overflows and drops
 * are sums since some moment in the past; the rest holds at the moment. {@link #ABSENT} where a
 * figure can't be had.
 */
public record Usage(
    long cpuNanos,
    long memoryBytes,
    long processes,
    long threads,
    long sockets,
    long contextSwitches,
    long throttledUs,
    long listenQueue,
    long listenOverflows,
    long listenDrops) {

  public static final long ABSENT = -1;

  /** Where nothing can be had. */
  public static final Usage NOTHING =
      new Usage(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);
}
