package flowgauge.analyze.backpressure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.evidence.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatTest {
  private static Window window(int second, double inFlight, double perSecond, double responseMs) {
    double none = Double.NaN;
    return new Window(
        second,
        second + 1,
        second,
        1,
        inFlight,
        perSecond,
        perSecond,
        responseMs,
        none,
        responseMs,
        none,
        30);
  }

  /** 8 slots of 0.5 s: 16 a second, so that N in flight take N / 16 s (Little's law). */
  @Test
  void aQueueIsFlat() {
    List<Window> windows =
        IntStream.range(0, 12)
            .mapToObj(i -> window(i, 10 + 4 * i, 16, 62.5 * (10 + 4 * i)))
            .toList();
    assertEquals(Verdict.SATURATED, Flat.of(windows).verdict());
  }

  /**
   * Users in step under an event loop: what ends lags behind, and each takes 1.4 s all the same.
   */
  @Test
  void wavesAreNone() {
    double[] inFlight = {29, 20, 2, 25, 6, 25, 12, 18};
    double[] perSecond = {12, 15, 13, 11, 15, 12, 14, 13};
    List<Window> windows =
        IntStream.range(0, 8)
            .mapToObj(i -> window(i, inFlight[i], perSecond[i], 1400 + 10 * (i % 3)))
            .toList();
    assertEquals(Verdict.CANNOT_TELL, Flat.of(windows).verdict());
  }
}
