package flowgauge.record.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes {@code samples.csv}, from a {@link SampleQueue}.
 *
 * <p>Rows stand in the order in which requests ended. The file is flushed every second, so that
 * what was recorded is there even if the process dies. Listeners see each sample on this thread, in
 * the same order.
 */
public final class SampleWriter implements AutoCloseable {
  /** Each wake-up takes the core from an event loop that shares it; the queue holds far more. */
  private static final long IDLE_NANOS = 5_000_000;

  private static final long FLUSH_NANOS = 1_000_000_000;
  private static final int BATCH = 4096;

  private final SampleQueue queue;
  private final OutputStream out;
  private final RowBuffer rows;
  private final List<Sample.Visitor> listeners;
  private final Thread thread;
  private final Sample.Visitor toAll = this::toAll; // once: with a full heap there is no other
  private volatile boolean closing;
  private volatile IOException failure;
  private boolean fileFailed;

  private SampleWriter(SampleQueue queue, OutputStream out, List<Sample.Visitor> listeners) {
    this.queue = queue;
    this.out = out;
    this.rows = new RowBuffer(out);
    List<Sample.Visitor> all = new ArrayList<>();
    all.add(this::row);
    all.addAll(listeners);
    this.listeners = List.copyOf(all);
    this.thread = new Thread(this::run, "sample-writer");
    thread.setDaemon(true);
  }

  /**
   * Opens the file, writes its header and starts the thread.
   *
   * @param file ending in {@code .gz} for a compressed one
   */
  public static SampleWriter start(SampleQueue queue, Path file, List<Sample.Visitor> listeners)
      throws IOException {
    return start(queue, SampleFile.create(file), listeners);
  }

  static SampleWriter start(SampleQueue queue, OutputStream out, List<Sample.Visitor> listeners)
      throws IOException {
    SampleWriter writer = new SampleWriter(queue, out, listeners);
    writer.rows.line(SampleCsv.header());
    out.flush();
    writer.thread.start();
    return writer;
  }

  /** Starts a thread that hands samples to the listeners alone, with no file. */
  public static SampleWriter listening(SampleQueue queue, List<Sample.Visitor> listeners) {
    SampleWriter writer = new SampleWriter(queue, OutputStream.nullOutputStream(), listeners);
    writer.thread.start();
    return writer;
  }

  /**
   * Writes what the queue still holds and closes the file. Call it once no more is put.
   *
   * @throws IOException if the file could not be written (a full disk), now or earlier
   */
  @Override
  public void close() throws IOException {
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Why writing failed, or null; samples are still taken from the queue then. */
  public IOException failure() {
    return failure;
  }

  private void run() {
    long flushed = System.nanoTime();
    while (true) {
      boolean last = closing; // read before the queue: what was put before close() is still read
      int read = read();
      long now = System.nanoTime();
      if (now - flushed > FLUSH_NANOS) {
        flush();
        flushed = now;
      }
      if (read == 0) {
        if (last) {
          break;
        }
        LockSupport.parkNanos(IDLE_NANOS);
      }
    }
    flush();
    try {
      out.close();
    } catch (IOException e) {
      failed(e);
    }
  }

  private int read() {
    try {
      return queue.read(toAll, BATCH);
    } catch (OutOfMemoryError full) {
      failed(OutOfMemory.FAILURE);
      LockSupport.parkNanos(IDLE_NANOS);
      return 1; // what could not be read is read again
    }
  }

  private void failed(IOException why) {
    if (failure == null) {
      failure = why;
    }
  }

  private void failed(RuntimeException why) {
    try {
      failed(new IOException(why.toString(), why));
    } catch (OutOfMemoryError full) {
      failed(OutOfMemory.FAILURE);
    }
  }

  private void toAll(Sample sample) {
    for (int i = 0; i < listeners.size(); i++) {
      try {
        listeners.get(i).row(sample);
      } catch (RuntimeException broken) {
        // the queue must go on being read, or the event loop would wait for ever
        failed(broken);
      } catch (OutOfMemoryError full) {
        failed(OutOfMemory.FAILURE);
      }
    }
  }

  private void row(Sample sample) {
    if (!fileFailed) {
      try {
        SampleCsv.write(sample, rows);
      } catch (IOException e) {
        fileFailed = true;
        failed(e);
      }
    }
  }

  /** Once the file has failed nothing more is written: it would stand behind a gap. */
  private void flush() {
    if (!fileFailed) {
      try {
        rows.flush();
        out.flush();
      } catch (IOException e) {
        fileFailed = true;
        failed(e);
      } catch (OutOfMemoryError full) {
        failed(OutOfMemory.FAILURE); // the rows wait in their buffer
      }
    }
  }
}
