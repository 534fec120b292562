package flowgauge.chart.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.chart.PercentileCurve;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void numbersAreShort() {
    assertEquals("0", Labels.number(0));
    assertEquals("1.25", Labels.number(1.25));
    assertEquals("12,000", Labels.number(12_000));
    assertEquals("250k", Labels.number(250_000));
    assertEquals("3.4M", Labels.number(3.4e6));
    assertEquals("-5", Labels.number(-5));
    assertEquals("", Labels.number(Double.NaN));
  }

  @Test
  void durationsTakeTheUnitThatReadsBest() {
    assertEquals("250 \u00b5s", Labels.seconds(250e-6));
    assertEquals("1.25 s", Labels.seconds(1.25));
    assertEquals("48.1 s", Labels.seconds(48.101));
    assertEquals("730 ms", Labels.seconds(.73));
    assertEquals("no figure", Labels.seconds(Double.NaN));
  }

  @Test
  void ninesAreEvenlySpaced() {
    assertEquals(0, PercentileCurve.nines(0));
    assertEquals(1, PercentileCurve.nines(90), 1e-9);
    assertEquals(2, PercentileCurve.nines(99), 1e-9);
    assertEquals(3, PercentileCurve.nines(99.9), 1e-9);
  }
}
