package flowgauge.record;

import java.util.List;

/** The columns of {@code driver.csv}: what the driver did, a row a second. */
public final class DriverCsv {
  /**
   * The columns, in order: end of the second (microseconds since the scenario's start), phase,
   * users and requests in flight at that moment; during it: sent, completed (ok), failed, not sent,
   * worst lateness of a send against its schedule, worst event-loop delay, pauses of the garbage
   * collector, CPU time of the driver's process in cores, CPU of the event loop's thread in cores;
   * open connections at that moment.
   */
  public static final List<String> COLUMNS =
      List.of(
          ("time_us,phase,users,in_flight,sent,completed,failed,not_sent,lateness_max_us,"
                  + "loop_delay_max_us,gc_pause_us,cpu_cores,loop_cpu_cores,connections")
              .split(","));

  private DriverCsv() {}
}
