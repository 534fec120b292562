package flowgauge.chart.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
  @Test
  void aShortSeriesStaysAsItIs() {
    double[] x = {0, 1, 2};
    double[] y = {5, Double.NaN, 7};
    Thinning.Points thin = Thinning.thin(x, y, 10);
    assertSame(x, thin.x());
    assertSame(y, thin.y());
  }

  @Test
  void everySinglePeakSurvives() {
    int size = 1_000_000;
    double[] x = new double[size];
    double[] y = new double[size];
    Random random = new Random(5);
    for (int i = 0; i < size; i++) {
      x[i] = i;
      y[i] = random.nextDouble();
    }
    int[] peaks = {0, 17, 123_456, 500_000, 777_777, size - 1};
    for (int peak : peaks) {
      y[peak] = 100 + peak;
    }
    y[654_321] = -50;
    Thinning.Points thin = Thinning.thin(x, y, 360);
    assertTrue(thin.x().length <= 4 * 360, thin.x().length + " points");
    for (int peak : peaks) {
      assertTrue(holds(thin, peak, 100 + peak), "peak at " + peak);
    }
    assertTrue(holds(thin, 654_321, -50), "dip");
    for (int i = 1; i < thin.x().length; i++) {
      assertTrue(thin.x()[i] > thin.x()[i - 1], "x stays in order");
    }
  }

  @Test
  void aGapStaysAGap() {
    double[] x = new double[20_000];
    double[] y = new double[20_000];
    Arrays.setAll(x, i -> i);
    Arrays.fill(y, 8_000, 12_000, Double.NaN);
    Thinning.Points thin = Thinning.thin(x, y, 100);
    long gaps = Arrays.stream(thin.y()).filter(Double::isNaN).count();
    assertTrue(gaps >= 20, gaps + " points without a value");
    assertEquals(0, thin.x()[0]);
    assertEquals(19_999, thin.x()[thin.x().length - 1]);
  }

  private static boolean holds(Thinning.Points thin, double x, double y) {
    for (int i = 0; i < thin.x().length; i++) {
      if (thin.x()[i] == x && thin.y()[i] == y) {
        return true;
      }
    }
    return false;
  }
}
