package flowgauge.analyze.compare;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.compare.Comparison.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
  @Test
  void whatIsNotKnownIsADash() {
    Comparison.Change unknown =
        new Comparison.Change(
            "mean",
            "ms",
            1,
            2,
            2,
            0,
            Double.POSITIVE_INFINITY,
            Verdict.TOO_NOISY,
            Optional.empty());
    String text =
        ComparisonText.of(
            new Comparison(
                "a",
                "b",
                Verdict.TOO_NOISY,
                "too noisy",
                false,
                List.of(unknown),
                List.of(),
                Double.NaN,
                Double.NaN,
                List.of()));
    assertFalse(text.contains("Infinity") || text.contains("0.000"), text);
    assertTrue(text.contains("2.000          -          -  too noisy"), text);
  }
}
