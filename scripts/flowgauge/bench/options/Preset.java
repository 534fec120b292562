package flowgauge.bench.options;

import java.time.Duration;

/** What a run is made of where the command line doesn't say. */
public enum Preset {
  /** Shows the difference in two minutes: the WSGI side is out of threads. */
  QUICK(100, 20, Duration.ofSeconds(30), 2, 4),
  /** The published study's: 1000 users for five minutes on 8 workers with 8 threads. */
  ARTICLE(1000, 10, Duration.ofMinutes(5), 8, 8);

  final int users;
  final double spawnRate;
  final Duration duration;
  final int workers;
  final int threads;

  Preset(int users, double spawnRate, Duration duration, int workers, int threads) {
    this.users = users;
    this.spawnRate = spawnRate;
    this.duration = duration;
    this.workers = workers;
    this.threads = threads;
  }
}
