package flowgauge.record;

import java.util.List;

/**
 * The columns of {@code resources.csv}: what each part used, a row per part and sampling step. A
 * figure that can't be had is an empty field.
 */
public final class ResourceCsv {
  /**
   * The columns, in order: moment (microseconds since the scenario's start), part ({@code server},
   * {@code mock}, {@code driver}, {@code engine} for the container engine's own processes, {@code
   * host}, {@code other} for the host less all of these); CPU cores used since the row before,
   * resident memory in bytes, processes, threads, open sockets; context switches (voluntary and
   * not) and CPU throttled time in microseconds since the row before; the listen queue's depth at
   * that moment, its overflows and drops since the row before.
   */
  public static final List<String> COLUMNS =
      List.of(
          ("time_us,part,cpu_cores,memory_bytes,processes,threads,sockets,context_switches,"
                  + "throttled_us,listen_queue,listen_overflows,listen_drops")
              .split(","));

  private ResourceCsv() {}
}
