package flowgauge.bench;

import flowgauge.serve.server.Cleanup;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: tells the run to end at once and holds the JVM until what was recorded is on disk and the
 * servers are gone.
 */
final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread runner = Thread.currentThread();
  private final Thread hook = new Thread(this::interrupt, "interrupts");
  private Runnable abort;
  private volatile boolean interrupted;

  Interrupts() {
    Runtime.getRuntime().addShutdownHook(hook);
    Cleanup.after(this::await);
  }

  /** What to do on an interrupt; null to interrupt the running thread instead. */
  synchronized void onInterrupt(Runnable action) {
    abort = action;
    if (interrupted && action != null) {
      action.run();
    }
  }

  boolean interrupted() {
    return interrupted;
  }

  private void interrupt() {
    try {
      synchronized (this) {
        interrupted = true;
        if (abort != null) {
          abort.run();
        } else {
          runner.interrupt();
        }
      }
    } finally {
      await();
    }
  }

  private void await() {
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is written and gone: the JVM may end. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the JVM ends already
    }
  }
}
