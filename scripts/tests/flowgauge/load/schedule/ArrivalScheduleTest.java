package flowgauge.load.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.scenario.LoadProfile.Arrivals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {
  private static List<Long> all(ArrivalSchedule schedule) {
    List<Long> due = new ArrayList<>();
    for (long next = schedule.next(); next != ArrivalSchedule.END; next = schedule.next()) {
      due.add(next);
    }
    return due;
  }

  @Test
  void aConstantRateIsEvenlySpaced() {
    List<Long> due = all(new ArrivalSchedule(50, 50, 30, Arrivals.UNIFORM, 1));
    assertEquals(1500, due.size());
    for (int i = 0; i < due.size(); i++) {
      assertEquals(i * 20_000L, due.get(i), 1);
    }
  }

  @Test
  void aRampSendsTheAreaUnderItsRate() {
    List<Long> due = all(new ArrivalSchedule(10, 200, 60, Arrivals.UNIFORM, 1));
    assertEquals(6300, due.size());
    // by half time: 10 * 30 + (190 / 60) * 30^2 / 2 = 1725
    assertEquals(1725, due.stream().filter(us -> us < 30_000_000).count(), 1);
  }

  @Test
  void poissonHasTheMeanAndTheSpreadOfAPoissonProcess() {
    long seed = 20240917;
    List<Long> due = all(new ArrivalSchedule(1000, 1000, 100, Arrivals.POISSON, seed));
    // 100,000 expected, standard deviation 316
    assertEquals(100_000, due.size(), 4 * 316, "seed " + seed);
    double sum = 0;
    double squares = 0;
    for (int i = 1; i < due.size(); i++) {
      double gap = (due.get(i) - due.get(i - 1)) / 1e6;
      sum += gap;
      squares += gap * gap;
    }
    double mean = sum / (due.size() - 1);
    double variance = squares / (due.size() - 1) - mean * mean;
    assertEquals(1.0, Math.sqrt(variance) / mean, 0.02, "an exponential's gaps; seed " + seed);
  }

  @Test
  void theSameSeedGivesTheSameArrivals() {
    assertEquals(
        all(new ArrivalSchedule(5, 50, 10, Arrivals.POISSON, 7)),
        all(new ArrivalSchedule(5, 50, 10, Arrivals.POISSON, 7)));
    assertTrue(
        !all(new ArrivalSchedule(5, 50, 10, Arrivals.POISSON, 7))
            .equals(all(new ArrivalSchedule(5, 50, 10, Arrivals.POISSON, 8))));
  }
}
