package flowgauge.bench;

import flowgauge.load.Driver;
import java.util.Optional;

/** The thread on which a course steers a load; closed when the load is over. */
final class Steering implements AutoCloseable {
  private static final long PATIENCE_MS = 10_000;

  private final Optional<SteeredLoad> load;
  private final Thread thread;
  private volatile RuntimeException broken;

  private Steering(Optional<Course> course, Optional<SteeredLoad> load, Driver driver) {
    this.load = load;
    this.thread =
        new Thread(
            () -> {
              try {
                course.orElseThrow().steer(load.orElseThrow());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException failed) {
                broken = failed;
              } finally {
                driver.endLoad();
              }
            },
            "steering");
    thread.setDaemon(true);
  }

  /** Starts it; nothing happens where no course is. */
  static Steering start(Optional<Course> course, Optional<SteeredLoad> load, Driver driver) {
    Steering steering = new Steering(course, load, driver);
    if (course.isPresent()) {
      steering.thread.start();
    }
    return steering;
  }

  @Override
  public void close() {
    load.ifPresent(SteeredLoad::end);
    try {
      thread.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken != null) {
      throw broken;
    }
  }
}
