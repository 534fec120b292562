package flowgauge.analyze.group;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Sample;
import java.util.Optional;

/** What one pass over samples gathers: of all that are wanted together, and by group. */
public final class Gathered implements Samples.Mergeable<Gathered> {
  private final Accumulator all;
  private final Optional<Grouping> grouping;
  private final Optional<Groups> groups;
  private final int only;

  /**
   * @param stepUs length of an interval
   * @param grouping what parts requests into groups, if anything does
   * @param only number of the one group that counts; -1 for all requests
   */
  public Gathered(long stepUs, ScenarioInfo scenario, Optional<Grouping> grouping, int only) {
    this.all = new Accumulator(stepUs, scenario);
    this.grouping = grouping;
    this.groups = only < 0 ? grouping.map(by -> new Groups(by, scenario)) : Optional.empty();
    this.only = only;
  }

  @Override
  public void row(Sample row) {
    if (only >= 0 && row.phase().ofLoad() && grouping.orElseThrow().of(row) != only) {
      return;
    }
    all.row(row);
    if (groups.isPresent()) {
      groups.get().row(row);
    }
  }

  @Override
  public void merge(Gathered other) {
    all.merge(other.all);
    groups.ifPresent(here -> here.merge(other.groups.orElseThrow()));
  }

  /** All that are wanted. */
  public Accumulator all() {
    return all;
  }

  /**
   * By group; empty with fewer than two.
   *
   * @param seconds that rates are taken over
   * @param bounded whether intervals can be trusted; without them there are none
   */
  public Optional<Grouped> groups(double seconds, boolean bounded) {
    return groups.flatMap(it -> it.table(seconds, bounded));
  }
}
