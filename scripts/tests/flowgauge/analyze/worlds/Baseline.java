package flowgauge.analyze.worlds;

import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.Sample;
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
        new Sample(
            number,
            Sample.ABSENT,
            0,
            at > 0,
            at > 0 ? 0 : Sample.ABSENT,
            Rows.us(at),
            Rows.us(at),
            at > 0 ? Sample.ABSENT : 100,
            Rows.us(end) - 20,
            Rows.us(end),
            1,
            Outcome.OK,
            200,
            70,
            told ? Rows.us(node) : Sample.ABSENT,
            told ? Rows.us(backend) : Sample.ABSENT,
            PHASE.orElseThrow(),
            0));
    return end;
  }
}
