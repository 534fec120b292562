package flowgauge.serve.watch;

import flowgauge.record.ResourceCsv;
import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;
import flowgauge.serve.server.WatchedPart;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes {@code resources.csv}: what server, mock API, driver, container engine and host use, and
 * what is left of the host for anything else, a row each per step, on a thread of its own. Times
 * are microseconds since the caller's time zero, on {@link System#nanoTime()}.
 */
public final class ResourceWatch implements AutoCloseable {
  private final Map<String, UsageProbe> probes;
  private final Map<String, Moment> before = new LinkedHashMap<>();
  private final BufferedWriter out;
  private final long zeroNanos;
  private final long everyNanos;
  private final OtherCores other = new OtherCores();
  private final Thread thread = new Thread(this::run, "resource-watch");
  private volatile boolean stopped;

  private record Moment(long nanos, Usage usage) {}

  private ResourceWatch(
      Map<String, UsageProbe> probes, BufferedWriter out, long zeroNanos, Duration every) {
    this.probes = probes;
    this.out = out;
    this.zeroNanos = zeroNanos;
    this.everyNanos = every.toNanos();
  }

  /**
   * Starts watching. The first row comes one step after time zero.
   *
   * @param parts beside the driver, the container engine and the host, each with a name of its own
   * @param csv the file to write
   * @param timeZeroNanos the scenario's time zero, by {@link System#nanoTime()}
   * @param every the step
   * @throws IOException if the file can't be written
   */
  public static ResourceWatch start(
      List<WatchedPart> parts, Path csv, long timeZeroNanos, Duration every) throws IOException {
    Map<String, UsageProbe> probes = probes(parts);
    BufferedWriter out = Files.newBufferedWriter(csv);
    out.write(String.join(",", ResourceCsv.COLUMNS) + "\n");
    ResourceWatch watch = new ResourceWatch(probes, out, timeZeroNanos, every);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private static Map<String, UsageProbe> probes(List<WatchedPart> parts) {
    Map<String, UsageProbe> probes = new LinkedHashMap<>();
    Proc proc = new Proc();
    List<String> namespaces = new ArrayList<>();
    for (WatchedPart part : parts) {
      if (ProcessHandle.of(part.pid()).isPresent() && Proc.present()) {
        // Parts that share a network namespace share its counters: the first gets them.
        String namespace = namespace(part.pid());
        probes.put(part.name(), ProcessProbe.of(proc, part, !namespaces.contains(namespace)));
        namespaces.add(namespace);
      } else {
        probes.put(part.name(), part.elsewhere().get());
      }
    }
    if (Proc.present()) {
      probes.put("driver", ProcessProbe.ofThisJvm(proc));
      EngineProcesses engine = new EngineProcesses(proc);
      if (engine.usage().processes() > 0) {
        probes.put("engine", engine);
      }
      probes.put("host", new HostProbe(proc));
    }
    return probes;
  }

  private static String namespace(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString();
    } catch (IOException hidden) {
      return "of " + pid;
    }
  }

  private void run() {
    try {
      probes.forEach((part, probe) -> before.put(part, look(probe)));
      for (long step = 1; awaited(zeroNanos + step * everyNanos); step = nextStep(step)) {
        for (Map.Entry<String, UsageProbe> probe : probes.entrySet()) {
          Moment now = look(probe.getValue());
          Moment from = before.put(probe.getKey(), now);
          out.write(row(probe.getKey(), from, now));
          if (probe.getValue() instanceof HostProbe) {
            out.write(otherRow(now, other.left(cores(from, now))));
          } else if (here(probe.getValue())) {
            other.add(cores(from, now));
          }
        }
        out.flush();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError full) {
      // The file ends here; the run goes on.
    }
  }

  /** Whether what a probe looks at runs on this host: a container may be in another machine. */
  private static boolean here(UsageProbe probe) {
    return probe instanceof ProcessProbe || probe instanceof EngineProcesses;
  }

  private static Moment look(UsageProbe probe) {
    long nanos = System.nanoTime();
    return new Moment(nanos, probe.usage());
  }

  /** Steps that are over already are left out rather than made up for. */
  private long nextStep(long step) {
    return Math.max(step, Math.floorDiv(System.nanoTime() - zeroNanos, everyNanos)) + 1;
  }

  private boolean awaited(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (stopped) {
        return false;
      }
      LockSupport.parkNanos(left);
    }
    return !stopped;
  }

  private String row(String part, Moment from, Moment to) {
    Usage a = from.usage();
    Usage b = to.usage();
    return String.join(
            ",",
            Long.toString(TimeUnit.NANOSECONDS.toMicros(to.nanos() - zeroNanos)),
            part,
            text(cores(from, to)),
            text(b.memoryBytes()),
            text(b.processes()),
            text(b.threads()),
            text(b.sockets()),
            text(since(a.contextSwitches(), b.contextSwitches())),
            text(since(a.throttledUs(), b.throttledUs())),
            text(b.listenQueue()),
            text(since(a.listenOverflows(), b.listenOverflows())),
            text(since(a.listenDrops(), b.listenDrops())))
        + "\n";
  }

  private static double cores(Moment from, Moment to) {
    long cpuNanos = since(from.usage().cpuNanos(), to.usage().cpuNanos());
    return cpuNanos < 0 ? Double.NaN : (double) cpuNanos / (to.nanos() - from.nanos());
  }

  private String otherRow(Moment to, double cores) {
    long timeUs = TimeUnit.NANOSECONDS.toMicros(to.nanos() - zeroNanos);
    String absent = ",".repeat(ResourceCsv.COLUMNS.size() - 3);
    return timeUs + ",other," + text(cores) + absent + "\n";
  }

  private static String text(double cores) {
    return Double.isNaN(cores) ? "" : "%.4f".formatted(cores);
  }

  private static long since(long before, long now) {
    return before < 0 || now < 0 ? Usage.ABSENT : Math.max(0, now - before);
  }

  private static String text(long value) {
    return value < 0 ? "" : Long.toString(value);
  }

  /** Ends the file. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      out.close();
      probes.values().forEach(UsageProbe::close);
    } catch (IOException full) {
      // What was written stays.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
