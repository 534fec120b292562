package flowgauge.analyze.model;

import flowgauge.analyze.law.HardBounds;

/**
 * What the model says of a setting.
 *
 * @param setting what it is about
 * @param demand what a request takes there
 * @param method how it was solved
 * @param perSecond throughput, requests a second
 * @param meanMs mean response time, milliseconds; infinite (null in files) where queues only grow
 * @param medianMs median, NaN then
 * @param p95Ms 95th percentile
 * @param busySlots share of the request threads at work, NaN where nothing bounds them
 * @param busyCores share of the cores in use, NaN where the CPU is not known
 * @param bounds what can't be exceeded
 * @param limit what is nearest to its bound
 */
public record Prediction(
    ServerSetting setting,
    Demand demand,
    Method method,
    double perSecond,
    double meanMs,
    double medianMs,
    double p95Ms,
    double busySlots,
    double busyCores,
    HardBounds bounds,
    Limit limit) {

  /** How it was solved. */
  public enum Method {
    /** Any idle worker takes a request: one station of slots around one of cores, exact. */
    SHARED,
    /** The same with too many requests at work to be exact. */
    SHARED_APPROXIMATE,
    /** Users are spread over workers by chance and stay; cores are shared out among workers. */
    PINNED
  }

  /** What is nearest to its bound. */
  public enum Limit {
    /** Request threads. */
    SLOTS,
    /** Cores, or workers that use one each. */
    CPU,
    /** No more is asked for. */
    USERS
  }
}
