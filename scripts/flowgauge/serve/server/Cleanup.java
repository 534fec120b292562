package flowgauge.serve.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone, newest first and once, on every way out: by {@link #close} or when the JVM
 * ends.
 */
public final class Cleanup implements AutoCloseable {
  private static volatile Runnable ahead = () -> {};

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final Thread hook;
  private boolean closed;

  /** One that waits at the JVM's end for what must be over before servers go. */
  public Cleanup() {
    this(() -> ahead.run());
  }

  private Cleanup(Runnable wait) {
    hook =
        new Thread(
            () -> {
              wait.run();
              undo();
            },
            "flowgauge-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Sets what must be over before servers go when the JVM ends: hooks run side by side, and a
   * driver that still records would take its server's end for the server's failures.
   *
   * @param wait returns within a bounded time
   */
  public static void after(Runnable wait) {
    ahead = wait;
  }

  /** One that waits for nothing. */
  public static Cleanup atOnce() {
    return new Cleanup(() -> {});
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
