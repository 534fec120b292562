package flowgauge.load.health;

import com.sun.management.OperatingSystemMXBean;
import flowgauge.record.DriverCsv;
import flowgauge.record.sample.OutOfMemory;
import flowgauge.record.sample.Phase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Writes {@code driver.csv} from what the event loop says each second, with the process's CPU and
 * garbage collector beside it, and keeps the seconds for the verdict.
 */
public final class DriverWatch implements Consumer<DriverSecond>, AutoCloseable {
  /**
   * A second of the driver.
   *
   * @param loop what the event loop did
   * @param gcPauseUs pauses of the garbage collector during it
   * @param cpuCores CPU of the whole process
   * @param loopCpuCores CPU of the event loop's thread
   */
  public record Row(DriverSecond loop, long gcPauseUs, double cpuCores, double loopCpuCores) {}

  /** Above what a second's reader may wait for the server's runtime, some 10 s. */
  private static final long END_MILLIS = 20_000;

  private static final DriverSecond END =
      new DriverSecond(-1, Phase.DRAIN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final LinkedBlockingQueue<DriverSecond> seconds = new LinkedBlockingQueue<>();
  private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<Row> eachRow;
  private final Path file;
  private final BufferedWriter out;
  private final Thread thread = new Thread(this::run, "driver-watch");
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long lastUs;
  private long lastCpuNanos = system.getProcessCpuTime();
  private long lastLoopNanos;
  private long lastGcMillis = gcMillis();
  private volatile IOException failure;

  /**
   * Opens the file and starts the thread.
   *
   * @param eachRow told of each second, on the watch's own thread
   */
  public DriverWatch(Path file, Consumer<Row> eachRow) throws IOException {
    this.eachRow = eachRow;
    this.file = file;
    out = Files.newBufferedWriter(file);
    out.write(String.join(",", DriverCsv.COLUMNS) + "\n");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void accept(DriverSecond second) {
    seconds.add(second);
  }

  private void run() {
    try {
      for (DriverSecond next = seconds.take(); next != END; next = seconds.take()) {
        try {
          Row row = row(next);
          rows.add(row);
          if (failure == null) {
            write(row);
          }
          eachRow.accept(row);
        } catch (RuntimeException broken) {
          failure = failure == null ? new IOException(broken.toString(), broken) : failure;
        } catch (OutOfMemoryError full) {
          failure = failure == null ? OutOfMemory.FAILURE : failure;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Row row(DriverSecond loop) {
    long cpu = system.getProcessCpuTime();
    long gc = gcMillis();
    double nanos = Math.max(1, loop.timeUs() - lastUs) * 1e3;
    Row row =
        new Row(
            loop,
            (gc - lastGcMillis) * 1_000,
            (cpu - lastCpuNanos) / nanos,
            (loop.loopCpuNanos() - lastLoopNanos) / nanos);
    lastUs = loop.timeUs();
    lastCpuNanos = cpu;
    lastLoopNanos = loop.loopCpuNanos();
    lastGcMillis = gc;
    return row;
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /** Why the file can't be written, or null. */
  public IOException failure() {
    return failure;
  }

  private void write(Row row) {
    try {
      out.write(line(row));
      out.flush();
    } catch (IOException full) {
      failure = new IOException("can't write " + file + ": " + full.getMessage(), full);
    }
  }

  /** By hand: a formatter takes a millisecond from an event loop that shares the core. */
  private static String line(Row row) {
    DriverSecond s = row.loop();
    StringBuilder line = new StringBuilder(128);
    line.append(s.timeUs()).append(',').append(s.phase().text());
    for (long value :
        new long[] {
          s.users(),
          s.inFlight(),
          s.sent(),
          s.completed(),
          s.failed(),
          s.notSent(),
          s.latenessMaxUs(),
          s.loopDelayMaxUs(),
          row.gcPauseUs()
        }) {
      line.append(',').append(value);
    }
    thousandths(line, row.cpuCores());
    thousandths(line, row.loopCpuCores());
    return line.append(',').append(s.connections()).append('\n').toString();
  }

  private static void thousandths(StringBuilder line, double value) {
    long rounded = Math.round(value * 1_000);
    line.append(',').append(rounded / 1_000).append('.');
    for (long unit = 100; unit > 0; unit /= 10) {
      line.append(rounded / unit % 10);
    }
  }

  /** The seconds so far; complete once closed. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Whether seconds wait to be looked at. */
  public boolean isBehind() {
    return !seconds.isEmpty();
  }

  /** Ends the thread and closes the file. */
  @Override
  public void close() throws IOException {
    seconds.add(END);
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive() && failure == null) {
      failure = new IOException(file + " lacks seconds: " + seconds.size() + " still wait");
    }
    try {
      out.close();
    } catch (IOException full) {
      failure = failure == null ? full : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
