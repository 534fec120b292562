package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.DriverVerdict;
import flowgauge.record.DriverVerdict.Kind;
import flowgauge.record.DriverVerdict.Sign;
import flowgauge.record.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verdict says of time that passed without the driver. */
class ClockWatchTest {
  private static final DriverVerdict VALID = new DriverVerdict(Kind.VALID, List.of());

  private long bootUs = 5_000_000;
  private long monotonicUs = 1_000_000;
  private final ClockWatch watch = new ClockWatch(() -> bootUs, () -> monotonicUs);

  private static List<DriverWatch.Row> second(long loopDelayUs) {
    DriverSecond second =
        new DriverSecond(1_000_000, Phase.STEADY, 1, 1, 1, 1, 0, 0, 0, loopDelayUs, 0, 1);
    return List.of(new DriverWatch.Row(second, 0, 0, 0));
  }

  private static List<String> tripped(DriverVerdict verdict) {
    return verdict.signs().stream().filter(Sign::tripped).map(Sign::name).toList();
  }

  @Test
  void aMachineThatSleptIsTold() {
    bootUs += 10_000_000;
    monotonicUs += 10_000_000;
    assertEquals(List.of(), tripped(watch.with(VALID, second(500))));
    bootUs += 3_600_000_000L;
    DriverVerdict verdict = watch.with(VALID, second(500));
    assertEquals(List.of("asleep"), tripped(verdict));
    assertEquals(Kind.MIXED, verdict.verdict());
  }

  @Test
  void aProcessThatWasStoppedIsTold() {
    DriverVerdict verdict = watch.with(VALID, second(3_000_000));
    assertEquals(List.of("standstill"), tripped(verdict));
    assertEquals(Kind.MIXED, verdict.verdict());
    assertEquals(
        Kind.DRIVER_LIMITED,
        watch.with(new DriverVerdict(Kind.DRIVER_LIMITED, List.of()), second(3_000_000)).verdict());
  }
}
