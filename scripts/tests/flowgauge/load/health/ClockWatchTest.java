package flowgauge.load.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Sleep is what the clock since the boot gains on the monotonic one. */
class ClockWatchTest {
  private long bootUs = 5_000_000;
  private long monotonicUs = 1_000_000;
  private final ClockWatch watch = new ClockWatch(() -> bootUs, () -> monotonicUs);

  @Test
  void timeThatBothClocksCountIsNoSleep() {
    bootUs += 10_000_000;
    monotonicUs += 10_000_000;
    assertEquals(0, watch.asleepUs());
  }

  @Test
  void timeThatOneClockCountsIs() {
    bootUs += 10_000_000;
    monotonicUs += 4_000_000;
    assertEquals(6_000_000, watch.asleepUs());
  }
}
