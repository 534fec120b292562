package flowgauge.analyze.failure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.failure.Failures.Cluster;
import flowgauge.analyze.failure.Failures.Dip;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.intervals.ServerEvents;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.statistics.Figures;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays failures against dips, and asks each cause about each cluster.
 *
 * @param log what the server's log tells
 * @param pauses when the server stood still
 */
public record FailureJudge(Evidence evidence, ServerEvents log, Pauses pauses) {
  private static final double IDLE_BIN_S = 0.05;
  private static final int MOST_IDLE_BINS = 400;

  public Failures judge() {
    List<FailureCluster> found = FailureCluster.of(evidence);
    // Every cause; a further one needs its file and a line here.
    List<Failures.CauseFinder> causes =
        List.of(
            new Refused(),
            new AnswerContent(),
            new NoConnection(),
            new Timeout(),
            new StaleKeepAlive(),
            new ServerRestart(log),
            new ClosedTogether(),
            new Outage(evidence),
            new Stalls(evidence, pauses),
            new CpuSaturation(),
            new MemoryShortage(),
            new QueueOverflow(),
            new BackendTrouble(),
            new ToldOutcomes());
    List<Dip> dips = Dips.of(evidence);
    List<Cluster> clusters = found.stream().map(cluster -> judged(cluster, causes, dips)).toList();
    double[] throughput = evidence.loadColumn(Intervals.THROUGHPUT);
    double step = evidence.intervals.stepSeconds();
    long count = found.stream().mapToLong(FailureCluster::count).sum();
    return new Failures(
        count,
        mostly(count, clusters),
        clusters,
        dips,
        ChangePoints.of(throughput, step, evidence.loadFrom * step),
        LagCorrelations.of(evidence),
        EventWindows.of(evidence, found),
        idleTimes(),
        claim(count, clusters, dips));
  }

  /** The first cause of each cluster, weighed by its failures. */
  private static String mostly(long count, List<Cluster> clusters) {
    if (count == 0) {
      return "nothing";
    }
    Map<String, Long> counts = new TreeMap<>();
    for (Cluster cluster : clusters) {
      counts.merge(cluster.causes().get(0).name(), cluster.failures(), Long::sum);
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("unknown");
  }

  private Cluster judged(
      FailureCluster cluster, List<Failures.CauseFinder> causes, List<Dip> dips) {
    List<Cause> ranked = new ArrayList<>();
    for (Failures.CauseFinder cause : causes) {
      cause.find(cluster, evidence).ifPresent(ranked::add);
    }
    if (ranked.isEmpty()) {
      ranked.add(new Cause("unknown", 0, "nothing that was recorded explains it"));
    }
    ranked.sort(Comparator.comparingDouble(Cause::confidence).reversed());
    return new Cluster(
        cluster.fromSeconds(),
        cluster.toSeconds(),
        cluster.count(),
        cluster.outcomes(),
        Dips.near(dips, cluster.fromSeconds(), cluster.toSeconds()),
        List.copyOf(ranked));
  }

  private Optional<Failures.IdleTimes> idleTimes() {
    if (evidence.samples == null || evidence.samples.idle.count() == 0) {
      return Optional.empty();
    }
    Quantiles idle = evidence.samples.idle;
    double most = idle.percentile(99.9) / 1e6;
    double bin = IDLE_BIN_S;
    while (most / bin > MOST_IDLE_BINS) {
      bin *= 2;
    }
    int size = (int) (most / bin) + 2;
    List<Long> all = new ArrayList<>(Collections.nCopies(size, 0L));
    List<Long> failed = new ArrayList<>(Collections.nCopies(size, 0L));
    long before = 0;
    for (int i = 0; i < size; i++) {
      long upTo = i == size - 1 ? idle.count() : idle.countUpTo((i + 1) * bin * 1e6 - 1);
      all.set(i, upTo - before);
      before = upTo;
    }
    for (Accumulator.Failure failure : evidence.samples.failures) {
      if (StaleKeepAlive.closedIdle(failure)) {
        int at = Math.min(size - 1, (int) (failure.idleUs() / 1e6 / bin));
        failed.set(at, failed.get(at) + 1);
      }
    }
    return Optional.of(
        new Failures.IdleTimes(StaleKeepAlive.keepAlive(evidence), bin, all, failed));
  }

  private String claim(long count, List<Cluster> clusters, List<Dip> dips) {
    if (count == 0) {
      return "no request failed";
    }
    long together = clusters.stream().filter(Cluster::inDip).count();
    List<double[]> stretches =
        clusters.stream().map(c -> new double[] {c.fromSeconds(), c.toSeconds()}).toList();
    List<double[]> near = dips.stream().map(Dips::around).toList();
    double p = Coincidence.p(stretches, near, evidence.fromSeconds(), evidence.loadEndSeconds);
    String with =
        dips.isEmpty()
            ? "throughput has no dips"
            : format(
                "%d of %d clusters lie within 2 s of a dip of throughput (by chance p = %.2g)",
                together, clusters.size(), p);
    return counted(count)
        + " in "
        + Figures.counted(clusters.size(), "cluster", "clusters")
        + "; "
        + with
        + "; "
        + stale(clusters);
  }

  /** Of an imported run the table over time may end before the totals do. */
  private String counted(long count) {
    long all =
        evidence.samples == null
            ? evidence.scenario.summary().map(Summary::failed).orElse(count)
            : count;
    return all > count
        ? format("%,d of the %,d failures are in the table over time,", count, all)
        : Figures.counted(count, "failure", "failures");
  }

  /** Tests all failures together against the idle times of all requests. */
  private String stale(List<Cluster> clusters) {
    Optional<Double> keepAlive = StaleKeepAlive.keepAlive(evidence);
    if (evidence.samples == null || keepAlive.isEmpty()) {
      return "whether stale keep-alive connections explain them can't be told: "
          + (evidence.samples == null
              ? "idle times are not known"
              : "the server's keep-alive is not known");
    }
    long stale =
        clusters.stream()
            .filter(cluster -> cluster.causes().get(0).name().equals("stale_keep_alive"))
            .mapToLong(Cluster::failures)
            .sum();
    if (stale == 0) {
      long alike = StaleKeepAlive.alike(keepAlive.get(), evidence);
      return alike == 0
          ? "none looks like a stale keep-alive connection"
          : format(
              "%,d came on a connection idle for about the %.1f s that the server keeps one, which"
                  + " chance may have brought",
              alike, keepAlive.get());
    }
    FailureCluster whole =
        new FailureCluster(
            0,
            Double.POSITIVE_INFINITY,
            evidence.samples.failures.size(),
            Map.of(),
            evidence.samples.failures);
    return Figures.counted(stale, "lies", "lie")
        + " in clusters that stale keep-alive connections explain best: "
        + new StaleKeepAlive().find(whole, evidence).map(Cause::evidence).orElse("");
  }
}
