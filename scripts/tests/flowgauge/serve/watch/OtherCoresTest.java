package flowgauge.serve.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is left of the host is never below nothing, and right in sum. */
class OtherCoresTest {
  @Test
  void whatAStepLacksTheNextOnesGive() {
    OtherCores other = new OtherCores();
    other.add(1.0);
    other.add(0.5);
    assertEquals(0.25, other.left(1.75));
    other.add(2.0);
    assertEquals(0, other.left(1.75));
    other.add(1.0);
    assertEquals(0.75, other.left(2.0));
  }

  @Test
  void withoutAPartItIsUnknown() {
    OtherCores other = new OtherCores();
    other.add(Double.NaN);
    assertTrue(Double.isNaN(other.left(2)));
    other.add(1);
    assertEquals(1, other.left(2));
  }
}
