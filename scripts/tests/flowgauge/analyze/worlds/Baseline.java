package flowgauge.analyze.worlds;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rows of one request at a time: ahead of the load, which then begins so many seconds behind time
 * zero, and again once all is drained. There are some only where {@link Phase} has a {@code
 * BASELINE}.
 */
final class Baseline {
  private static final Optional<Phase> PHASE =
      Arrays.stream(Phase.values()).filter(phase -> phase.name().equals("BASELINE")).findFirst();

  private static final double OVERHEAD_S = 0.0003;

  private Baseline() {}

  /** Seconds by which the load begins later. */
  static double lengthS(World world) {
    return PHASE.isPresent() ? world.baselineS() : 0;
  }

  /** All rows of a run, in the order in which requests ended. */
  static List<Sample> around(World world, List<Sample> load) {
    double length = lengthS(world);
    if (length == 0) {
      return load;
    }
    SplittableRandom random = new SplittableRandom(world.seed() * 17 + 3);
    List<Sample> all = new ArrayList<>(load);
    long number = load.size();
    for (double at = 0; at < length; number++) {
      at = row(all, number, world, at, 0, random);
    }
    boolean drained = load.stream().noneMatch(row -> row.outcome() == Outcome.UNFINISHED);
    double from = load.stream().mapToLong(Sample::endUs).max().orElse(0) / 1e6 + 0.01;
    for (double at = from; drained && at < from + length; number++) {
      at = row(all, number, world, at, world.lengthS(), random);
    }
    all.sort((a, b) -> Long.compare(a.endUs(), b.endUs()));
    return all;
  }

  private static double row(
      List<Sample> all, long number, World world, double at, double course, SplittableRandom r) {
    double alone = world.service().draw(r);
    double factor = world.drift().at(course);
    double backend = alone * world.backendShare() * factor;
    double own = alone * (1 - world.backendShare());
    double node = backend + (world.drift().backendOnly() ? own : own * factor);
    double end = at + OVERHEAD_S + node;
    boolean told = world.tellsTimes();
    all.add(
        new Sample()
            .set(Column.REQUEST, number)
            .on(0, at > 0, at > 0 ? 0 : Sample.ABSENT)
            .set(Column.INTENDED_US, Rows.us(at))
            .set(Column.SENT_US, Rows.us(at))
            .set(Column.CONNECT_US, at > 0 ? Sample.ABSENT : 100)
            .set(Column.FIRST_BYTE_US, Rows.us(end) - 20)
            .set(Column.END_US, Rows.us(end))
            .set(Column.IN_FLIGHT, 1)
            .set(Outcome.OK)
            .set(Column.STATUS, 200)
            .set(Column.RESPONSE_BYTES, 70)
            .set(Column.NODE_US, told ? Rows.us(node) : Sample.ABSENT)
            .set(Column.BACKEND_US, told ? Rows.us(backend) : Sample.ABSENT)
            .set(PHASE.orElseThrow()));
    return end;
  }
}
