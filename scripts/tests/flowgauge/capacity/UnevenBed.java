package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Model;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Two workers of four slots, simulated: in each step chance puts every user on one of them, who
 * stays there. A request takes 1.19 to 1.31 s, and users rest for 1 to 2 s.
 */
final class UnevenBed implements TestBed {
  private final SimulatedBed one;
  private final SimulatedBed other;
  private final SplittableRandom split;

  UnevenBed(long seed) {
    SimulatedBed.Server worker =
        new SimulatedBed.Server(
            4,
            Integer.MAX_VALUE,
            random -> 1.19 + 0.12 * random.nextDouble(),
            random -> 1 + random.nextDouble());
    one = new SimulatedBed(worker, Model.USERS, 3 * seed);
    other = new SimulatedBed(worker, Model.USERS, 3 * seed + 1);
    split = new SplittableRandom(3 * seed + 2);
  }

  @Override
  public double now() {
    return one.now();
  }

  @Override
  public double hold(double users, StepWatch watch) {
    int own = 0;
    for (int user = 0; user < (int) users; user++) {
      own += split.nextBoolean() ? 1 : 0;
    }
    double at = one.hold(own, watch);
    other.hold(users - own, watch);
    return at;
  }

  @Override
  public Optional<End> pass(double seconds) {
    one.pass(seconds);
    return other.pass(seconds);
  }

  @Override
  public double[] inFlightSince() {
    return DoubleStream.concat(
            Arrays.stream(one.inFlightSince()), Arrays.stream(other.inFlightSince()))
        .toArray();
  }
}
