package flowgauge.analyze.worlds;

import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;

/**
 * A server, those who use it, and what goes wrong: all that a simulation needs.
 *
 * @param seed of every random choice in it
 * @param load as bench would be told it
 * @param slots requests that the server works on at once; {@link #UNBOUNDED} for any number
 * @param service time of a request alone
 * @param backendShare the part of it that a backend takes, 0 to 1
 * @param tellsTimes whether answers carry the times of node and backend
 * @param tellsSlots whether run.json says how many slots there are
 * @param drift of the service time
 * @param pauses when the whole server stands still
 * @param trouble why requests fail
 * @param driverPerSecond requests that the driver can send
 * @param baselineS seconds of one request at a time ahead of the load, and as long behind it
 */
record World(
    long seed,
    LoadInfo load,
    int slots,
    ServiceTime service,
    double backendShare,
    boolean tellsTimes,
    boolean tellsSlots,
    Drift drift,
    Stretches pauses,
    Trouble trouble,
    double driverPerSecond,
    double baselineS) {

  static final int UNBOUNDED = Integer.MAX_VALUE;

  boolean open() {
    return load.stages().get(0).rateFrom().isPresent();
  }

  double lengthS() {
    return load.seconds();
  }

  /** Mean wait of a user, seconds. */
  double thinkS() {
    return (load.waitMinSeconds() + load.waitMaxSeconds()) / 2;
  }

  /** Requests a second that the schedule wants at a moment; 0 in the closed model. */
  double rate(double t) {
    double from = 0;
    for (StageInfo stage : load.stages()) {
      if (t < from + stage.seconds()) {
        double part = (t - from) / stage.seconds();
        return stage.rateFrom().orElse(0.0) * (1 - part) + stage.rateTo().orElse(0.0) * part;
      }
      from += stage.seconds();
    }
    return 0;
  }

  /** Users that are there at a moment; 0 in the open model. */
  int users(double t) {
    double from = 0;
    int before = 0;
    for (StageInfo stage : load.stages()) {
      int wanted = stage.users().orElse(0);
      if (t < from + stage.seconds()) {
        double spawned = before + 1 + Math.floor((t - from) * stage.spawnRate().orElse(1.0));
        return (int) Math.min(wanted, spawned);
      }
      before = wanted;
      from += stage.seconds();
    }
    return 0;
  }

  /** Mean service time at a moment, seconds, drift included. */
  double serviceS(double t) {
    return service.meanS() * factor(t);
  }

  /** What drift makes of the mean service time. */
  double factor(double t) {
    double now = drift.at(t);
    return drift.backendOnly() ? 1 - backendShare + backendShare * now : now;
  }

  /** In words, for whoever looks into one. */
  String words() {
    return "%d: %s, %s slots, %s of %.3f s, %s x%.1f, %d pauses of %.2f s, %s %s, timeout %.1f s"
            .formatted(
                seed,
                load.stages().stream().map(World::words).toList(),
                slots == UNBOUNDED ? "unbounded" : slots,
                service.shape(),
                service.meanS(),
                drift.kind(),
                drift.factor(),
                pauses.all().size(),
                pauses.longestS(),
                trouble.kind(),
                trouble.kind() == Trouble.Kind.RATE_LIMIT
                    ? trouble.perSecond()
                    : trouble.boundsConnections() ? trouble.connections() : trouble.share(),
                load.timeoutSeconds())
        + (open() ? ", " + load.arrivals() : ", wait %.3f s".formatted(thinkS()));
  }

  private static String words(StageInfo stage) {
    return stage.users().isPresent()
        ? "%d users at %.1f/s for %.0f s"
            .formatted(stage.users().get(), stage.spawnRate().orElse(0.0), stage.seconds())
        : "%.2f..%.2f/s for %.0f s"
            .formatted(stage.rateFrom().orElse(0.0), stage.rateTo().orElse(0.0), stage.seconds());
  }
}
