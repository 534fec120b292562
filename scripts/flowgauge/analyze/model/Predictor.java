package flowgauge.analyze.model;

import flowgauge.analyze.law.HardBounds;
import flowgauge.analyze.model.Prediction.Limit;
import flowgauge.analyze.model.Prediction.Method;
import java.util.Optional;

/**
 * Predicts throughput and response time of a setting from what a request takes, under users or
 * under arrivals at random.
 *
 * <p>A slot holds a request while it is at the CPU and while it waits for the backend: slots are a
 * passive resource around an inner network of CPU and delay, which is solved first and stands in
 * the outer one as a station whose rate depends on how many are at work. What a request takes alone
 * is kept: the delay is that less the CPU's demand.
 *
 * <p>The CPU's station is the cores, or the workers where they are fewer and each uses one core at
 * most. Others on the same cores are part of the demand where the cores are the station, and leave
 * it where the workers are. Demands are taken not to change with load.
 */
public final class Predictor {
  private Predictor() {}

  /** Of a setting. */
  public static Prediction of(Demand demand, ServerSetting setting) {
    boolean pinned = setting.pinned() && setting.workers().filter(w -> w > 1).isPresent();
    return pinned ? PinnedUsers.predict(demand, setting) : shared(demand, setting);
  }

  private static Prediction shared(Demand demand, ServerSetting setting) {
    double cores = demand.left(setting.cores());
    double workers = setting.python() ? setting.workers().orElse(1_000_000) : 1e6;
    double all = demand.server() + demand.besideSeconds();
    boolean ofWorkers = workers / demand.server() < cores / all;
    double servers = ofWorkers ? workers : cores;
    double station = ofWorkers ? demand.server() : all;
    // A part of a core is a slower one.
    int whole = (int) Math.max(1, Math.floor(servers + 1e-9));
    double slower = station * whole / servers;
    double delay = delay(demand, station);
    int slots = slots(setting.slots(), setting.users(), setting.ratePerSecond(), demand, whole);
    InService inside = InService.of(slots, whole, slower, delay);
    double think = setting.thinkSeconds();
    InServer now =
        setting.open()
            ? InServer.open(setting.ratePerSecond(), inside, slots)
            : InServer.of(setting.users(), think, inside, slots);
    // Who arrives finds what the others alone would leave; of an open load, what there is.
    InServer found =
        setting.open() ? now : InServer.of(Math.max(0, setting.users() - 1), think, inside, slots);
    ResponseTimes times = new ResponseTimes(inside, slots, delay, demand.aloneDeviation());
    times.add(found, 1);
    double response =
        setting.open() ? now.mean() / now.perSecond() : setting.users() / now.perSecond() - think;
    return prediction(
        demand,
        setting,
        whole > 1 && slots > InService.EXACT ? Method.SHARED_APPROXIMATE : Method.SHARED,
        now.perSecond(),
        response,
        times);
  }

  /**
   * How many requests can be at work. Where nothing bounds them, in an open load so many that more
   * wait for the CPU only: whether they do so inside or ahead of it is all the same.
   *
   * @param bound request threads, where there are any
   * @param users of a closed load
   * @param rate of an open one, else 0
   */
  static int slots(Optional<Integer> bound, int users, double rate, Demand demand, int servers) {
    if (rate > 0) {
      double busy = rate * demand.aloneSeconds();
      return bound.orElse((int) Math.ceil(busy + 8 * Math.sqrt(busy) + 8 * servers + 64));
    }
    return Math.min(bound.orElse(users), Math.max(1, users));
  }

  /** What a request takes beside the station; nothing where CPU is used by several at once. */
  static double delay(Demand demand, double stationSeconds) {
    return Math.max(1e-9, demand.aloneSeconds() - stationSeconds);
  }

  static Prediction prediction(
      Demand demand,
      ServerSetting setting,
      Method method,
      double x,
      double responseSeconds,
      ResponseTimes times) {
    HardBounds bounds = bounds(demand, setting);
    double asked = setting.open() ? setting.ratePerSecond() : bounds.users(setting.users());
    double least = Math.min(bounds.server(), asked);
    Limit limit =
        least == asked
            ? Limit.USERS
            : bounds.slots().filter(s -> s == least).isPresent() ? Limit.SLOTS : Limit.CPU;
    double busy = x * (demand.server() + demand.besideSeconds()) + demand.backgroundCores();
    return new Prediction(
        setting,
        demand,
        method,
        x,
        1e3 * responseSeconds,
        1e3 * times.percentile(50),
        1e3 * times.percentile(95),
        bounds.slots().map(most -> Math.min(1, x / most)).orElse(Double.NaN),
        demand.server() > 0 ? Math.min(1, busy / setting.cores()) : Double.NaN,
        bounds,
        limit);
  }

  /** What can't be exceeded. */
  public static HardBounds bounds(Demand demand, ServerSetting setting) {
    double all = demand.server() + demand.besideSeconds();
    double cores = demand.left(setting.cores());
    double cpu = cores / all;
    if (setting.python() && setting.workers().isPresent()) {
      cpu = Math.min(cpu, setting.workers().get() / demand.server());
    }
    return new HardBounds(
        setting.slots().map(slots -> slots / demand.aloneSeconds()),
        demand.server() > 0 ? Optional.of(cpu) : Optional.empty(),
        demand.aloneSeconds(),
        setting.thinkSeconds());
  }
}
