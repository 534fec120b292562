package flowgauge.analyze.model;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.evidence.Alone;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Baseline;
import flowgauge.analyze.intervals.IntervalTable;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.model.Calibration.AloneFrom;
import flowgauge.analyze.model.Calibration.Held;
import flowgauge.analyze.model.Calibration.Measured;
import flowgauge.analyze.model.Calibration.Missing;
import flowgauge.analyze.statistics.Halving;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.PlanInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads from one scenario what the model needs: what a request takes alone, from the baseline; CPU
 * a request of each part, by the utilization law (cores in use / throughput) while the load was
 * held with most throughput; the cores that others had meanwhile; and, where connections stay with
 * a worker, how unevenly these got them, by how much connections differ.
 */
public final class Calibrator {
  private static final int ENOUGH_ALONE = 8;

  private static final int HALVINGS = 12;

  private final Evidence evidence;
  private final Path samples;
  private final Alone warm;
  private final Set<Missing> missing = EnumSet.noneOf(Missing.class);

  private Calibrator(Evidence evidence, Path samples) {
    this.evidence = evidence;
    this.samples = samples;
    this.warm = warm(evidence);
  }

  /**
   * Of a scenario.
   *
   * @throws IOException with one line if it has no samples, or nothing in them to calibrate by
   */
  public static Calibration of(RunFolder folder, RunInfo run, ScenarioInfo scenario)
      throws IOException {
    if (!Files.exists(folder.samples(scenario.name()))) {
      throw new IOException(scenario.name() + " has no samples to calibrate by");
    }
    Accumulator samples = Accumulator.of(folder, scenario, 1_000_000, new ArrayList<>());
    Intervals intervals =
        IntervalTable.of(samples, folder, scenario, Double.POSITIVE_INFINITY, new ArrayList<>());
    Evidence evidence = new Evidence(run, scenario, intervals, samples);
    Optional<Capacity> search =
        CapacityFile.read(folder).map(file -> file.scenarios().get(scenario.name()));
    List<HeldLoad> held =
        search.isPresent() ? HeldLoad.of(evidence, search.get()) : HeldLoad.of(evidence);
    return new Calibrator(evidence, folder.samples(scenario.name())).calibration(held);
  }

  private Calibration calibration(List<HeldLoad> held) throws IOException {
    if (held.isEmpty()) {
      throw new IOException(
          evidence.scenario.name()
              + ": its load was never held for 3 s, so nothing can be calibrated");
    }
    boolean some = held.stream().anyMatch(HeldLoad::settled);
    HeldLoad most =
        held.stream()
            .filter(h -> h.settled() || !some)
            .max(Comparator.comparingDouble(HeldLoad::perSecond))
            .orElseThrow();
    if (!(most.perSecond() > 0) || !(evidence.base.meanMs() > 0)) {
      throw new IOException(evidence.scenario.name() + ": nothing was served, so nothing is known");
    }
    boolean shared = shared();
    if (aloneFrom() == AloneFrom.SET || aloneFrom() == AloneFrom.FEWEST) {
      missing.add(Missing.BASELINE);
    }
    ServerSetting setting = setting(most);
    return new Calibration(
        evidence.scenario.name(),
        setting,
        uneven(demand(most, shared), setting, most),
        aloneFrom(),
        shared,
        measured(most),
        held.stream().map(h -> new Held(h.load(), h.settled(), measured(h))).toList(),
        List.copyOf(missing));
  }

  /** With the unevenness of workers at which users differ as much as their connections do. */
  private Demand uneven(Demand demand, ServerSetting setting, HeldLoad held) throws IOException {
    if (!setting.pinned() || setting.open() || setting.workers().orElse(1) < 2) {
      return demand;
    }
    double stepUs = evidence.intervals.stepSeconds() * 1e6;
    double seen =
        BetweenConnections.deviation(
            samples, Math.round(held.from() * stepUs), Math.round(held.to() * stepUs));
    if (!(PinnedUsers.betweenUsers(demand, setting) < seen)) {
      return demand; // chance alone makes them differ as much, or they are too few to tell
    }
    return demand.uneven(
        Halving.end(
            0,
            1,
            HALVINGS,
            unevenness -> PinnedUsers.betweenUsers(demand.uneven(unevenness), setting) < seen));
  }

  private Measured measured(HeldLoad held) {
    double memory =
        IntStream.range(held.from(), held.to())
            .mapToDouble(i -> evidence.intervals.column(Intervals.MEMORY_BYTES)[i])
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(Double.NaN);
    return new Measured(
        held.perSecond(),
        held.low(),
        held.high(),
        held.response().percentile(50) / 1e3,
        held.response().percentile(95) / 1e3,
        1 - held.perSecond() / held.endedPerSecond(),
        memory,
        held.mean(evidence.intervals, Intervals.CPU_CORES));
  }

  private Demand demand(HeldLoad held, boolean shared) {
    double server = held.mean(evidence.intervals, Intervals.CPU_CORES) / held.endedPerSecond();
    double alone =
        switch (aloneFrom()) {
          case SET -> evidence.nominalServiceSeconds() + (Double.isNaN(server) ? 0 : server);
          case BASELINE -> (warm.count() < ENOUGH_ALONE ? warm.medianMs() : warm.meanMs()) / 1e3;
          default -> evidence.base.meanMs() / 1e3;
        };
    double deviation = deviation();
    if (Double.isNaN(server)) {
      missing.add(Missing.CPU);
      return new Demand(alone, deviation, Double.NaN, 0, 0);
    }
    if (!shared) {
      return new Demand(alone, deviation, server, 0, 0);
    }
    double mock = evidence.mockBeside() ? known(held, Intervals.MOCK_CPU_CORES) : 0;
    double known = mock + known(held, Intervals.DRIVER_CPU_CORES);
    if (evidence.intervals.has(Intervals.OTHER_CPU_CORES)) {
      double beside = known + known(held, Intervals.ENGINE_CPU_CORES);
      double others = known(held, Intervals.OTHER_CPU_CORES);
      return new Demand(alone, deviation, server, beside / held.endedPerSecond(), others);
    }
    // Runs of before the engine's part was told apart: what is not known was mostly its.
    double beside = (known + others(held)) / held.endedPerSecond();
    return new Demand(alone, deviation, server, beside, 0);
  }

  private AloneFrom aloneFrom() {
    ServerInfo server = evidence.scenario.server();
    boolean set = server.fanOutSeconds() > 0 && server.mockMinSeconds().isPresent();
    return switch (evidence.base.source()) {
      case BASELINE -> warm.count() > 0 ? AloneFrom.BASELINE : AloneFrom.FEWEST;
      case TOLD -> AloneFrom.TOLD;
      case MET_NONE -> AloneFrom.MET_NONE;
      case FEWEST, NONE -> set ? AloneFrom.SET : AloneFrom.FEWEST;
    };
  }

  /** A baseline's requests, the first left out: it meets a server that has done nothing yet. */
  private static Alone warm(Evidence evidence) {
    long end = Math.round(evidence.loadEndSeconds * 1e6);
    List<Baseline.Row> before = evidence.samples.baseline.rows(true, end);
    List<Baseline.Row> after = evidence.samples.baseline.rows(false, end);
    return Alone.of(
        Stream.concat(before.stream().skip(1), after.stream())
            .mapToDouble(row -> row.responseUs() / 1e3));
  }

  /** Standard deviation of what a request takes alone: as seen, else by the mock's setting. */
  private double deviation() {
    if (aloneFrom() == AloneFrom.BASELINE && warm.count() >= ENOUGH_ALONE) {
      return warm.errorMs() / 1e3 * Math.sqrt(warm.count());
    }
    if (aloneFrom() == AloneFrom.MET_NONE) {
      return evidence.base.meanMs() / 1e3 * Math.sqrt(evidence.base.variation());
    }
    ServerInfo server = evidence.scenario.server();
    double least = server.mockMinSeconds().orElse(0.0);
    return (server.mockMaxSeconds().orElse(least) - least) / Math.sqrt(12);
  }

  private double known(HeldLoad held, String column) {
    return Robust.orZero(held.mean(evidence.intervals, column));
  }

  /** Cores that neither server, mock nor driver used; 0 where not recorded. */
  private double others(HeldLoad held) {
    Intervals table = evidence.intervals;
    double[] host = table.column(Intervals.HOST_CPU_CORES);
    double others =
        IntStream.range(held.from(), held.to())
            .mapToDouble(
                i ->
                    host[i]
                        - Robust.orZero(table.column(Intervals.CPU_CORES)[i])
                        - Robust.orZero(table.column(Intervals.MOCK_CPU_CORES)[i])
                        - Robust.orZero(table.column(Intervals.DRIVER_CPU_CORES)[i]))
            .filter(v -> !Double.isNaN(v))
            .average()
            .orElse(0);
    return Math.max(0, others);
  }

  /** Whether driver and mock use the cores that the server uses. */
  private boolean shared() {
    Optional<PlanInfo> plan = evidence.run.plan();
    boolean placed = plan.flatMap(PlanInfo::serverCores).isPresent();
    boolean elsewhere = plan.flatMap(PlanInfo::engineHost).isPresent();
    return !placed && !elsewhere && evidence.scenario.server().cpus().isEmpty();
  }

  private ServerSetting setting(HeldLoad held) {
    ServerInfo server = evidence.scenario.server();
    boolean python = server.engine().isPresent();
    boolean bounded = python && !evidence.unbounded();
    if (server.workers().isEmpty() || bounded && server.threads().isEmpty()) {
      missing.add(Missing.WORKERS);
    }
    Optional<Integer> threads = bounded ? server.threads() : Optional.empty();
    boolean kept = !evidence.load().connections().equals("new");
    return new ServerSetting(
        server.workers(),
        threads,
        python,
        kept && python && !threads.equals(Optional.of(1)),
        cores(server),
        held.open() ? 0 : (int) held.load(),
        evidence.thinkSeconds(),
        held.open() ? held.load() : 0);
  }

  private double cores(ServerInfo server) {
    if (evidence.run.plan().flatMap(PlanInfo::engineHost).isPresent() && server.cpus().isEmpty()) {
      missing.add(Missing.CORES);
    }
    double host = evidence.run.host().cores();
    double placed =
        evidence.run.plan().flatMap(PlanInfo::serverCores).map(Calibrator::count).orElse(host);
    return Math.min(placed, server.cpus().orElse(placed));
  }

  /** How many cores a list such as {@code 0-2,5} names. */
  private static double count(String list) {
    int count = 0;
    for (String part : list.split(",")) {
      String[] ends = part.strip().split("-");
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }
}
