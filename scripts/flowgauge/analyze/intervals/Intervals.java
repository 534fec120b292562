package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The interval table of one scenario: a row per step of time from the scenario's start, without
 * gaps. Everything that looks at time reads this. A figure that can't be had is NaN (an empty field
 * in files, missing in Tablesaw).
 *
 * <p>Percentiles, means and parts of the response time are those of successful responses that ended
 * in the interval; requests that ended badly stand beside them, never among them.
 */
public final class Intervals {
  private static final List<String> NAMES = new ArrayList<>();
  private static final Set<String> COUNTS = new HashSet<>();

  /** Start of the interval, seconds since the scenario's start. */
  public static final String TIME_S = named("time_s");

  /** Its length, seconds; the last one may be shorter. */
  public static final String SECONDS = named("seconds");

  /** Phase in which most of its requests were sent; text. */
  public static final String PHASE = named("phase");

  /** Requests sent in it. */
  public static final String SENT = counting("sent");

  /** Successful responses that ended in it. */
  public static final String COMPLETED = counting("completed");

  /** Failures that became known in it. */
  public static final String FAILED = counting("failed");

  /** Of those failed, answered with 429 or 503: the server's own word that it takes no more. */
  public static final String REFUSED = counting("refused");

  /** Failures of requests that were sent in it. */
  public static final String FAILED_BY_SENT = counting("failed_by_sent");

  /** Prefix of a column per failing outcome, counted where it became known. */
  public static final String FAILED_ = "failed_";

  /** Open arrivals that found no slot. */
  public static final String NOT_SENT = counting("not_sent");

  /** Requests that ended, well or badly, a second. */
  public static final String THROUGHPUT = named("throughput_per_s");

  /** Successful responses a second, those within the target response time where one is set. */
  public static final String GOODPUT = named("goodput_per_s");

  /** Median, milliseconds. */
  public static final String P50_MS = named("p50_ms");

  /** 95th percentile, milliseconds. */
  public static final String P95_MS = named("p95_ms");

  /** 99th percentile, milliseconds. */
  public static final String P99_MS = named("p99_ms");

  /** Mean, milliseconds. */
  public static final String MEAN_MS = named("mean_ms");

  /** Mean number of requests in flight over the interval: its time integral over its length. */
  public static final String IN_FLIGHT = named("in_flight");

  /** Virtual users that are active. */
  public static final String USERS = counting("users");

  /** Connections that requests sent in it had to open. */
  public static final String CONNECTS = counting("connects");

  /** Mean time of connecting, milliseconds per successful request. */
  public static final String CONNECT_MS = named("connect_ms");

  /** Mean waiting in the server, milliseconds per successful request. */
  public static final String WAITING_MS = named("waiting_ms");

  /** Mean time in the flow's nodes, milliseconds per successful request. */
  public static final String NODES_MS = named("nodes_ms");

  /** Mean time in the backend, milliseconds per successful request. */
  public static final String BACKEND_MS = named("backend_ms");

  /** Mean time from first to last byte, milliseconds per successful request. */
  public static final String TRANSFER_MS = named("transfer_ms");

  /** CPU of the server, cores. */
  public static final String CPU_CORES = named("cpu_cores");

  /** Resident memory of the server, bytes. */
  public static final String MEMORY_BYTES = named("memory_bytes");

  /** Threads of the server. */
  public static final String THREADS = named("threads");

  /** Processes of the server. */
  public static final String PROCESSES = named("processes");

  /** Time for which the server was denied CPU by its limit, microseconds. */
  public static final String THROTTLED_US = named("throttled_us");

  /** Connections waiting in the server's listen queue, the most seen. */
  public static final String LISTEN_QUEUE = named("listen_queue");

  /** Connections that the full listen queue turned away. */
  public static final String LISTEN_OVERFLOWS = named("listen_overflows");

  /** CPU of the mock API, cores. */
  public static final String MOCK_CPU_CORES = named("mock_cpu_cores");

  /** CPU of the driver's process, cores. */
  public static final String DRIVER_CPU_CORES = named("driver_cpu_cores");

  /** CPU of the container engine's own processes, cores. */
  public static final String ENGINE_CPU_CORES = named("engine_cpu_cores");

  /** CPU of the host that none of the parts used, cores. */
  public static final String OTHER_CPU_CORES = named("other_cpu_cores");

  /** CPU of the whole host, cores. */
  public static final String HOST_CPU_CORES = named("host_cpu_cores");

  /** CPU of the driver's event loop, cores. */
  public static final String LOOP_CPU_CORES = named("loop_cpu_cores");

  /** Worst lateness of a send against its schedule, milliseconds. */
  public static final String LATENESS_MAX_MS = named("lateness_max_ms");

  /** Worst delay of the driver's event loop, milliseconds. */
  public static final String LOOP_DELAY_MAX_MS = named("loop_delay_max_ms");

  /** Pauses of the driver's garbage collector, milliseconds. */
  public static final String GC_PAUSE_MS = named("gc_pause_ms");

  /** Ends of the columns of a measure of streams, which stand only where there are streams. */
  private static final String P50 = "_p50_ms";

  private static final String P95 = "_p95_ms";

  private final double stepSeconds;
  private final String[] phases;
  private final Map<String, double[]> columns;
  private final Quantiles[] responses;
  private final StreamTimes[] streams;

  /**
   * @param responses the response times of each interval, null where only percentiles are known
   */
  public Intervals(
      double stepSeconds, String[] phases, Map<String, double[]> columns, Quantiles[] responses) {
    this(stepSeconds, phases, columns, responses, new StreamTimes[phases.length]);
  }

  Intervals(
      double stepSeconds,
      String[] phases,
      Map<String, double[]> columns,
      Quantiles[] responses,
      StreamTimes[] streams) {
    this.streams = streams;
    this.stepSeconds = stepSeconds;
    this.phases = phases;
    this.columns = new LinkedHashMap<>(columns);
    this.responses = responses;
  }

  /** The columns that every table has, in order; one per failing outcome comes after. */
  public static List<String> names() {
    return Collections.unmodifiableList(NAMES);
  }

  private static String named(String name) {
    NAMES.add(name);
    return name;
  }

  private static String counting(String name) {
    COUNTS.add(name);
    return named(name);
  }

  /** The columns that every table has, of so many intervals, with nothing in them yet: all NaN. */
  public static Map<String, double[]> unknown(int size) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : names()) {
      if (!name.equals(PHASE)) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        columns.put(name, column);
      }
    }
    return columns;
  }

  /** The column of a failing outcome. */
  public static String failed(Outcome outcome) {
    return FAILED_ + outcome.text();
  }

  /** Whether a table can have a column of that name. */
  static boolean isColumn(String name) {
    return names().contains(name)
        || ofStreams(name)
        || Arrays.stream(Outcome.values()).anyMatch(o -> o.failed() && failed(o).equals(name));
  }

  /** Whether a column counts something: whole numbers. */
  static boolean isCount(String name) {
    return name.startsWith(FAILED_) || COUNTS.contains(name);
  }

  /** How many intervals there are. */
  public int size() {
    return phases.length;
  }

  /** The length of an interval, seconds. */
  public double stepSeconds() {
    return stepSeconds;
  }

  /** A column's values, NaN where there is none; all NaN for a column that is not there. */
  public double[] column(String name) {
    double[] values = columns.get(name);
    if (values == null) {
      values = new double[size()];
      Arrays.fill(values, Double.NaN);
    }
    return values;
  }

  /** True if the column has a value somewhere. */
  public boolean has(String name) {
    double[] values = columns.get(name);
    return values != null && Arrays.stream(values).anyMatch(v -> !Double.isNaN(v));
  }

  /** The column of a typical response time: the median, or the mean where no median is known. */
  public String typicalMs() {
    return has(P50_MS) ? P50_MS : MEAN_MS;
  }

  /** The phase of an interval, steady where a file does not say. */
  public Phase phase(int index) {
    return Phase.of(phases[index]).orElse(Phase.STEADY);
  }

  /** The names of the numeric columns, in order. */
  public List<String> columnNames() {
    return List.copyOf(columns.keySet());
  }

  /**
   * The response times of successful responses that ended in an interval, microseconds; null where
   * the run has no samples (an imported one).
   */
  public Quantiles responses(int index) {
    return responses == null ? null : responses[index];
  }

  /** The column of the median of a measure of streams, milliseconds. */
  public static String medianMs(Measure measure) {
    return measure.words().replace(' ', '_') + P50;
  }

  /** The column of the 95th percentile of a measure of streams, milliseconds. */
  public static String p95Ms(Measure measure) {
    return measure.words().replace(' ', '_') + P95;
  }

  private static boolean ofStreams(String name) {
    return Measure.OF_STREAMS.stream()
        .anyMatch(m -> name.equals(medianMs(m)) || name.equals(p95Ms(m)));
  }

  /**
   * The same intervals with another measure of those that ended well in place of the response time.
   */
  public Intervals of(Measure measure) {
    Quantiles[] measured = new Quantiles[size()];
    double[] counts = new double[size()];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = streams[i] == null ? Quantiles.ofInterval() : streams[i].of(measure);
      counts[i] = measured[i].count();
    }
    Map<String, double[]> others = new LinkedHashMap<>(columns);
    others.put(COMPLETED, counts);
    return new Intervals(stepSeconds, phases, others, measured, streams);
  }

  /** Whether there is any value of a measure of streams. */
  public boolean has(Measure measure) {
    return Arrays.stream(streams).anyMatch(s -> s != null && s.of(measure).count() > 0);
  }

  /** The whole as a Tablesaw table: counts as whole numbers, the phase as text. */
  public Table table() {
    Table table = Table.create("intervals");
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      String name = column.getKey();
      if (isCount(name)) {
        IntColumn counts = IntColumn.create(name);
        for (double value : column.getValue()) {
          if (Double.isNaN(value)) {
            counts.appendMissing();
          } else {
            counts.append((int) Math.round(value));
          }
        }
        table.addColumns(counts);
      } else {
        table.addColumns(DoubleColumn.create(name, column.getValue()));
      }
      if (name.equals(SECONDS)) {
        table.addColumns(StringColumn.create(PHASE, phases));
      }
    }
    return table;
  }
}
