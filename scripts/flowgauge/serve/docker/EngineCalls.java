package flowgauge.serve.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Asks a Docker engine, each time for a bounded while: its client has no limit of its own. Calls
 * run in order on one thread, which waits on where its caller gave up, so that what is removed is
 * removed after all that was made, and that the engine's silence is known until it answers. Any
 * thread may ask, but none from within a call.
 */
final class EngineCalls {
  private final String silence;
  private final Duration patience;
  private final Duration limit;
  private final BooleanSupplier answers;
  private final ExecutorService thread;
  private volatile Future<?> overdue;

  /**
   * For one engine.
   *
   * @param silence what is said of one that is given up
   * @param patience after so long without an answer, and so long again each time, {@code answers}
   *     is asked
   * @param limit how long to wait on an engine that answers otherwise
   * @param answers whether the engine answers at all; bounded itself
   */
  EngineCalls(String silence, Duration patience, Duration limit, BooleanSupplier answers) {
    this.silence = silence;
    this.patience = patience;
    this.limit = limit;
    this.answers = answers;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            patience.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "docker-engine"));
    one.allowCoreThreadTimeOut(true);
    thread = one;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The call's own result or exception. An interrupt does not cut it short: a call half done leaves
   * things that nobody removes.
   *
   * @throws EngineSilentException if there was none in time; at once, while an earlier call waits
   *     for its own
   */
  <T> T ask(Callable<T> call) {
    Future<?> before = overdue;
    if (before != null && !before.isDone()) {
      throw new EngineSilentException(silence);
    }
    long begun = System.nanoTime();
    Future<T> asked = thread.submit(call);
    while (true) {
      try {
        return within(asked, patience);
      } catch (TimeoutException slow) {
        Duration waited = Duration.ofNanos(System.nanoTime() - begun);
        boolean silent = waited.compareTo(limit) > 0 || !answers.getAsBoolean();
        if (silent && !asked.isDone()) {
          overdue = asked;
          throw new EngineSilentException(silence);
        }
      } catch (ExecutionException failed) {
        throw unchecked(failed.getCause());
      }
    }
  }

  /** As {@link #ask}, for what has no result. */
  void run(Runnable call) {
    ask(
        () -> {
          call.run();
          return true;
        });
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  /** A future's result within a while that interrupts don't shorten. */
  static <T> T within(Future<T> asked, Duration bound) throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + bound.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
