package flowgauge.analyze.simulate;

/**
 * What is simulated, with known truth. A request waits for a slot (a request thread), uses CPU,
 * then the fan-out and the backend take their time; first come, first served.
 *
 * @param name the scenario's name
 * @param machine the server
 * @param backendMinS shortest time of the backend, uniform
 * @param backendMaxS longest
 * @param users of a closed model; 0 for an open one
 * @param spawnRate users a second
 * @param rate Poisson arrivals a second of an open one
 * @param waitMinS shortest wait of a user, uniform
 * @param waitMaxS longest
 * @param seconds length of the load
 * @param stalls when the backend stands still
 * @param keepAliveS how long the server keeps an idle connection
 * @param raceS a request this close to the close of its connection fails
 */
public record Setting(
    String name,
    Machine machine,
    double backendMinS,
    double backendMaxS,
    int users,
    double spawnRate,
    double rate,
    double waitMinS,
    double waitMaxS,
    double seconds,
    Stalls stalls,
    double keepAliveS,
    double raceS) {

  /** The fan-out of the article's flows, seconds. */
  public static final double FAN_OUT_S = 0.25;

  /** 2 x 4 threads and 1.25 s each: 6.4 req/s at most; 100 users could ask for 36. */
  public static Setting threadLimited() {
    return closed("thread_limited", new Machine("wsgi", 2, 4, 8, 2), 100, 20, 60);
  }

  /** The same slots under 120 % of what they serve, arriving whatever happens. */
  public static Setting threadLimitedOpen() {
    return open("thread_limited_open", new Machine("wsgi", 2, 4, 8, 2), 7.7, 90);
  }

  /** 20 ms of two cores each: 100 req/s at most; 500 users could ask for 182. */
  public static Setting cpuLimited() {
    return closed("cpu_limited", new Machine("asgi", 2, 8, 2, 20), 500, 50, 60);
  }

  /** 64 slots serve 51.2 req/s; 40 users can't ask for more than 14.5. */
  public static Setting clientLimited() {
    return closed("client_limited", new Machine("wsgi", 8, 8, 8, 2), 40, 20, 60);
  }

  /** 100 users ask for 36 of 51.2 req/s; the backend stands still for 22 s. */
  public static Setting frozenBackend() {
    Setting s = closed("frozen_backend", new Machine("wsgi", 8, 8, 8, 2), 100, 20, 60);
    return s.stalling(Stalls.once(24, 46));
  }

  /** The same users for 300 s; each run has stalls of its own, of 3 to 8 s, some 40 s apart. */
  public static Setting stallingBackend() {
    Setting s = closed("stalling_backend", new Machine("wsgi", 8, 8, 8, 2), 100, 20, 300);
    return s.stalling(Stalls.recurring(40, 3, 8));
  }

  /** 100 users of a server with room to spare whose idle connections close under their hands. */
  public static Setting staleKeepAlive() {
    Setting s = closed("stale_keep_alive", new Machine("asgi", 2, 8, 8, 2), 100, 20, 90);
    return new Setting(
        s.name,
        s.machine,
        s.backendMinS,
        s.backendMaxS,
        s.users,
        s.spawnRate,
        s.rate,
        1,
        3,
        s.seconds,
        Stalls.none(),
        2,
        0.005);
  }

  /** Half of what 64 slots serve. */
  public static Setting healthy() {
    return open("healthy", new Machine("wsgi", 8, 8, 8, 2), 25.6, 60);
  }

  /** A closed load with the article's wait time of 1 to 2 s, and a backend of 0.5 to 1.5 s. */
  public static Setting closed(
      String name, Machine machine, int users, double spawnRate, double seconds) {
    return ofArticle(name, machine, users, spawnRate, 0, seconds);
  }

  /** An open load, Poisson arrivals, and a backend of 0.5 to 1.5 s. */
  public static Setting open(String name, Machine machine, double rate, double seconds) {
    return ofArticle(name, machine, 0, 0, rate, seconds);
  }

  private static Setting ofArticle(
      String name, Machine machine, int users, double spawnRate, double rate, double seconds) {
    return new Setting(
        name, machine, 0.5, 1.5, users, spawnRate, rate, 1, 2, seconds, Stalls.none(), 1e9, 0);
  }

  /** The same with a backend that stands still at times. */
  public Setting stalling(Stalls backendStalls) {
    return new Setting(
        name,
        machine,
        backendMinS,
        backendMaxS,
        users,
        spawnRate,
        rate,
        waitMinS,
        waitMaxS,
        seconds,
        backendStalls,
        keepAliveS,
        raceS);
  }

  /** The same, of another length. */
  public Setting lasting(double otherSeconds) {
    return new Setting(
        name,
        machine,
        backendMinS,
        backendMaxS,
        users,
        spawnRate,
        rate,
        waitMinS,
        waitMaxS,
        otherSeconds,
        stalls,
        keepAliveS,
        raceS);
  }

  /** The same with a backend so many times as slow. */
  public Setting slower(double factor) {
    return new Setting(
        name,
        machine,
        backendMinS * factor,
        backendMaxS * factor,
        users,
        spawnRate,
        rate,
        waitMinS,
        waitMaxS,
        seconds,
        stalls,
        keepAliveS,
        raceS);
  }
}
