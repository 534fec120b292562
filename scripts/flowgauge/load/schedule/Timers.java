package flowgauge.load.schedule;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The event loop's clockwork. A task that breaks ends the run: Netty would log it and go on, and a
 * load that has stopped would pass for a complete one.
 *
 * @param broken takes what a task threw
 */
public record Timers(EventLoop loop, Consumer<Throwable> broken) {

  /** Runs a task in so many microseconds, soon if that is 0 or less. */
  public void in(long us, Runnable task) {
    if (us <= 0) {
      loop.execute(() -> guarded(task));
    } else {
      loop.schedule(() -> guarded(task), us, TimeUnit.MICROSECONDS);
    }
  }

  /**
   * Runs a task after the answers that have come are read. One that is executed again and again
   * would keep the loop from them until there is none left.
   */
  public void afterReading(Runnable task) {
    loop.schedule(() -> guarded(task), 0, TimeUnit.MICROSECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable any) {
      broken.accept(any);
    }
  }
}
