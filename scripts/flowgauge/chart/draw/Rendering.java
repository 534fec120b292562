package flowgauge.chart.draw;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Draws under a time limit: labels that never fit an axis keep XChart busy for ever. */
final class Rendering {
  private static final long LIMIT_SECONDS = 60;
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "drawing");
            thread.setDaemon(true);
            return thread;
          });

  private Rendering() {}

  /**
   * Runs the drawing.
   *
   * @param what the figure's name, for the message
   * @throws IllegalStateException if it takes longer than a minute
   */
  static void within(Runnable drawing, String what) {
    try {
      CompletableFuture.runAsync(drawing, THREADS).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException(
          "chart " + what + " was not drawn within " + LIMIT_SECONDS + " s", late);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "chart " + what + " could not be drawn: " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while drawing " + what, interrupted);
    }
  }
}
