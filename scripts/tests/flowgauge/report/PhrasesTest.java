package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PhrasesTest {
  @Test
  void thousandsStandApart() {
    assertEquals("11,000", Phrases.significant(10_987, 3));
    assertEquals("-1,234.5", Phrases.significant(-1234.5, 6));
    assertEquals("0.113", Phrases.significant(0.11304, 3));
    assertEquals("-0.5", Phrases.significant(-0.5, 3));
    assertEquals("no figure", Phrases.significant(Double.POSITIVE_INFINITY, 3));
  }
}
