package flowgauge.bench.options;

import java.time.Duration;
import java.util.List;

/** What a run is made of where the command line doesn't say. */
public enum Preset {
  /** Shows the difference in two minutes: the WSGI side is out of threads. */
  QUICK(100, 20, Duration.ofSeconds(30), 2, 4),
  /** The published study's: 1000 users for five minutes on 8 workers with 8 threads. */
  ARTICLE(1000, 10, Duration.ofMinutes(5), 8, 8);

  private final int users;
  private final double spawnRate;
  private final Duration duration;
  private final int workers;
  private final int threads;

  Preset(int users, double spawnRate, Duration duration, int workers, int threads) {
    this.users = users;
    this.spawnRate = spawnRate;
    this.duration = duration;
    this.workers = workers;
    this.threads = threads;
  }

  int users() {
    return users;
  }

  double spawnRate() {
    return spawnRate;
  }

  Duration duration() {
    return duration;
  }

  int workers() {
    return workers;
  }

  int threads() {
    return threads;
  }

  /** The scenarios that it runs. */
  public List<String> scenarios() {
    return List.of("wsgi-sync", "asgi-async");
  }
}
