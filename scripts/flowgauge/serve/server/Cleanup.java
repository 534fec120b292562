package flowgauge.serve.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone, newest first and once, on every way out: by {@link #close} or when the JVM
 * ends.
 */
public final class Cleanup implements AutoCloseable {
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final Thread hook = new Thread(this::undoLast, "flowgauge-cleanup");
  private boolean closed;

  public Cleanup() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Adds a step; runs it at once if the rest is undone already.
   *
   * @throws IllegalStateException in that case, so that a start under way ends
   */
  public synchronized void add(Runnable step) {
    if (closed) {
      step.run();
      throw new IllegalStateException("closed while it started");
    }
    steps.push(step);
  }

  private void undoLast() {
    ShutdownOrder.awaitFirst();
    undo();
  }

  private synchronized void undo() {
    closed = true;
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException failed) {
        // The steps that remain matter more than this one's reason.
      }
    }
  }

  @Override
  public void close() {
    undo();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM ends already; the hook finds nothing left to do.
    }
  }
}
