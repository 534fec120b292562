package flowgauge.analyze.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import flowgauge.analyze.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Failures laid against dips of throughput. Times are in seconds since the scenario's start.
 *
 * @param count failed requests, warm-up included
 * @param cause the one that explains most of them; {@code nothing} where none failed
 * @param clusters of failures close in time
 * @param dips of throughput
 * @param changePoints moments at which throughput changed for good
 * @param correlations of failures with other figures, at lags
 * @param windows the mean course around the clusters' onsets, empty with fewer than five
 * @param idle idle times of connections, of all reused ones and of those that failed
 * @param claim whether failures come with dips, as the article says, in words
 */
public record Failures(
    long count,
    String cause,
    List<Cluster> clusters,
    List<Dip> dips,
    List<ChangePoint> changePoints,
    List<LagCorrelation> correlations,
    List<EventWindow> windows,
    Optional<IdleTimes> idle,
    String claim) {

  /**
   * Failures close in time.
   *
   * @param fromSeconds the first one's end
   * @param toSeconds the last one's end
   * @param failures how many
   * @param outcomes how many of each
   * @param inDip whether throughput dipped within 2 s of it
   * @param causes the most likely first
   */
  public record Cluster(
      double fromSeconds,
      double toSeconds,
      long failures,
      Map<String, Long> outcomes,
      boolean inDip,
      List<Cause> causes) {}

  /**
   * A possible cause.
   *
   * @param name {@code refused}, {@code timeout}, {@code connections}, {@code backend}, {@code
   *     outage}, {@code stalls}, {@code stale_keep_alive}, {@code server_restart}, {@code
   *     cpu_saturation}, {@code memory}, {@code queue_overflow} or {@code unknown}
   * @param confidence 0 to 1, the share of the cluster's failures that it explains, less what
   *     chance would
   * @param p how often chance alone would bring as much; empty where the failures themselves say
   *     what they are
   * @param evidence what was found, a sentence with figures
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Cause(String name, double confidence, Optional<Double> p, String evidence) {
    /** One that the failures themselves tell. */
    public Cause(String name, double confidence, String evidence) {
      this(name, confidence, Optional.empty(), evidence);
    }

    /** A cause that chance would not bring as often. */
    static Cause tested(String name, double confidence, double p, String evidence) {
      return new Cause(name, confidence, Optional.of(p), evidence);
    }
  }

  /** A cause and how it is judged: one per file. */
  interface CauseFinder {
    /** Looks at a cluster; empty where nothing speaks for this cause. */
    Optional<Cause> find(FailureCluster cluster, Evidence evidence);
  }

  /**
   * A dip of throughput.
   *
   * @param fromSeconds start
   * @param toSeconds end
   * @param throughputPerSecond the lowest, requests a second
   * @param expectedPerSecond the running median around it
   * @param failuresNear failures within 2 s of it
   */
  public record Dip(
      double fromSeconds,
      double toSeconds,
      double throughputPerSecond,
      double expectedPerSecond,
      long failuresNear) {}

  /**
   * A lasting change of throughput.
   *
   * @param seconds when
   * @param beforePerSecond mean before it, requests a second
   * @param afterPerSecond mean after it
   * @param p of the permutation test
   */
  public record ChangePoint(
      double seconds, double beforePerSecond, double afterPerSecond, double p) {}

  /**
   * Failures a second against another figure.
   *
   * @param figure the interval table's column
   * @param lagSeconds the lag of the largest absolute correlation; positive where the figure
   *     follows the failures
   * @param r the correlation there
   * @param p of the block permutation, over all lags
   * @param adjustedP the same, corrected for the number of figures (Holm)
   * @param byLag correlations at lags of -10 to +10 s
   */
  public record LagCorrelation(
      String figure, double lagSeconds, double r, double p, double adjustedP, List<Double> byLag) {}

  /**
   * The mean course of a figure around the clusters' onsets, as deviations from its mean in
   * standard deviations.
   *
   * @param figure the interval table's column
   * @param fromSeconds of the first value, relative to the onset
   * @param mean a value per second
   * @param low what 2.5 % of random onsets stay below at their lowest
   * @param high what 2.5 % exceed at their highest
   * @param events how many onsets
   */
  public record EventWindow(
      String figure, double fromSeconds, List<Double> mean, double low, double high, int events) {}

  /**
   * How long reused connections had lain idle.
   *
   * @param keepAliveSeconds the server's, where it is known
   * @param binSeconds width of a bin
   * @param all reused requests per bin, from 0 s
   * @param failed of those, the failed ones
   */
  public record IdleTimes(
      Optional<Double> keepAliveSeconds, double binSeconds, List<Long> all, List<Long> failed) {}
}
