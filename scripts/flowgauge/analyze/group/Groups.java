package flowgauge.analyze.group;

import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.summary.PercentileIntervals;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a scenario's requests by group: counts, distributions, and of few groups what intervals
 * of their percentiles come from. Grows with groups, not with rows.
 */
final class Groups implements Samples.Mergeable<Groups> {
  /** Stretches of time that a run is cut into for intervals, at most; none is below a second. */
  private static final int STRETCHES = 120;

  /** Of more groups only the percentiles are told: their stretches would take too much room. */
  private static final int BOUNDED = 64;

  /** Up to so many groups keep their responses with four digits. */
  private static final int FINE = 16;

  private final Grouping grouping;
  private final long loadEndUs;
  private final long stretchUs;
  private final List<Group> groups = new ArrayList<>();
  private final List<long[]> phases = new ArrayList<>();

  private static final class Group {
    final long[] outcomes = new long[Outcome.values().length];
    final Quantiles response;
    final List<Quantiles> stretches = new ArrayList<>();
    final long[] sentInQuarter = new long[4];
    long okDuringLoad;

    Group(Quantiles response) {
      this.response = response;
    }

    Quantiles stretch(int at) {
      while (stretches.size() <= at) {
        stretches.add(new Quantiles(1024, 2));
      }
      return stretches.get(at);
    }
  }

  Groups(Grouping grouping, ScenarioInfo scenario) {
    this.grouping = grouping;
    this.loadEndUs = scenario.loadEndUs().orElse((long) (scenario.load().seconds() * 1e6));
    this.stretchUs = 1_000_000 * Math.max(1, (loadEndUs / 1_000_000 + STRETCHES) / STRETCHES);
  }

  @Override
  public void row(Sample row) {
    if (!row.phase().ofLoad() || row.phase() == Phase.WARM_UP) {
      return;
    }
    int number = grouping.of(row);
    if (number < 0) {
      return;
    }
    Group group = group(number);
    group.outcomes[row.outcome().ordinal()]++;
    if (row.outcome() == Outcome.NOT_SENT) {
      return;
    }
    group.sentInQuarter[(int) Math.min(3, 4 * row.sentUs() / Math.max(1, loadEndUs))]++;
    phases((int) (row.sentUs() / stretchUs))[row.phase().ordinal()]++;
    if (row.outcome() == Outcome.OK) {
      group.response.add(row.responseUs());
      group.okDuringLoad += row.endUs() <= loadEndUs ? 1 : 0;
      if (grouping.size() <= BOUNDED) {
        group.stretch((int) (row.endUs() / stretchUs)).add(row.responseUs());
      }
    }
  }

  private Group group(int number) {
    while (groups.size() <= number) {
      int exact = Math.max(4096, (1 << 20) / Math.max(1, grouping.size()));
      groups.add(new Group(new Quantiles(exact, grouping.size() <= FINE ? 4 : 3)));
    }
    return groups.get(number);
  }

  private long[] phases(int stretch) {
    while (phases.size() <= stretch) {
      phases.add(new long[Phase.values().length]);
    }
    return phases.get(stretch);
  }

  @Override
  public void merge(Groups other) {
    for (int i = 0; i < other.groups.size(); i++) {
      Group here = group(i);
      Group there = other.groups.get(i);
      here.response.add(there.response);
      here.okDuringLoad += there.okDuringLoad;
      for (int q = 0; q < here.sentInQuarter.length; q++) {
        here.sentInQuarter[q] += there.sentInQuarter[q];
      }
      for (int o = 0; o < here.outcomes.length; o++) {
        here.outcomes[o] += there.outcomes[o];
      }
      for (int s = 0; s < there.stretches.size(); s++) {
        here.stretch(s).add(there.stretches.get(s));
      }
    }
    for (int s = 0; s < other.phases.size(); s++) {
      for (int p = 0; p < other.phases.get(s).length; p++) {
        phases(s)[p] += other.phases.get(s)[p];
      }
    }
  }

  /**
   * The table.
   *
   * @param seconds that rates are taken over
   * @param bounded whether intervals can be trusted
   */
  Optional<Grouped> table(double seconds, boolean bounded) {
    List<GroupFigures> all = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      all.add(figures(grouping.name(i), groups.get(i), seconds, bounded));
    }
    return Grouped.of(grouping.by(), false, shift(), all);
  }

  /**
   * By how much the last quarter's mixture differs from the first's: half of the sum of the shares'
   * differences, 0 to 1.
   */
  private double shift() {
    double first = groups.stream().mapToLong(group -> group.sentInQuarter[0]).sum();
    double last = groups.stream().mapToLong(group -> group.sentInQuarter[3]).sum();
    return first == 0 || last == 0
        ? 0
        : groups.stream()
                .mapToDouble(
                    group ->
                        Math.abs(group.sentInQuarter[0] / first - group.sentInQuarter[3] / last))
                .sum()
            / 2;
  }

  private GroupFigures figures(String name, Group group, double seconds, boolean bounded) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    long requests = 0;
    long failed = 0;
    for (Outcome outcome : Outcome.values()) {
      long count = group.outcomes[outcome.ordinal()];
      if (count > 0) {
        outcomes.put(outcome.text(), count);
      }
      requests += outcome == Outcome.NOT_SENT ? 0 : count;
      failed += outcome.failed() ? count : 0;
    }
    return new GroupFigures(
        name,
        requests,
        group.outcomes[Outcome.OK.ordinal()],
        failed,
        group.outcomes[Outcome.UNFINISHED.ordinal()],
        outcomes,
        seconds > 0 ? group.okDuringLoad / seconds : Double.NaN,
        Summaries.times(group.response),
        bounded ? intervals(group) : List.of());
  }

  private List<GroupFigures.Interval> intervals(Group group) {
    if (group.stretches.isEmpty()) {
      return List.of();
    }
    group.stretch(phases.size() - 1);
    List<Phase> sentIn = sentIn(group.stretches.size());
    double[][] bounds =
        PercentileIntervals.of(group.stretches, sentIn)
            .bounds(group.response, GroupFigures.PERCENTS.stream().mapToDouble(p -> p).toArray());
    List<GroupFigures.Interval> intervals = new ArrayList<>();
    for (int i = 0; i < bounds.length; i++) {
      intervals.add(
          new GroupFigures.Interval(
              GroupFigures.PERCENTS.get(i), bounds[i][0] / 1e3, bounds[i][1] / 1e3));
    }
    return intervals;
  }

  /** The phase that most requests of each stretch were sent in; without any, that before it. */
  private List<Phase> sentIn(int stretches) {
    List<Phase> found = new ArrayList<>();
    Phase last = Phase.STEADY;
    for (int s = 0; s < stretches; s++) {
      long[] counts = phases(s);
      int most = 0;
      for (int p = 1; p < counts.length; p++) {
        most = counts[p] > counts[most] ? p : most;
      }
      last = counts[most] > 0 ? Phase.values()[most] : last;
      found.add(last);
    }
    return found;
  }
}
