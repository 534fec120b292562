package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The error that a step tells of its own share, beside how far the shares of {@value #STEPS} such
 * steps, seeds from 0, really are apart: users of five exponential slots, at their capacity.
 */
class StepErrorTest {
  private static final int STEPS = 300;
  private static final double SERVICE_S = 0.05;
  private static final double THINK_S = 0.5;
  private static final double STEP_S = 60;
  private static final int SETTLED = (int) (5 / StepWatch.SLOT_S);

  @ParameterizedTest
  @CsvSource({"64, p99 < 400ms", "58, p95 < 250ms"})
  void isTheOneThatStepsHave(int users, String slo) {
    List<Objective> objectives = List.of(Objective.of(slo));
    SummaryStatistics shares = new SummaryStatistics();
    SummaryStatistics told = new SummaryStatistics();
    for (int seed = 0; seed < STEPS; seed++) {
      SimulatedBed bed =
          new SimulatedBed(
              new SimulatedBed.Server(
                  5,
                  Integer.MAX_VALUE,
                  random -> SimulatedBed.exponential(random, SERVICE_S),
                  random -> SimulatedBed.exponential(random, THINK_S)),
              Model.USERS,
              seed);
      StepWatch watch = new StepWatch(objectives);
      bed.hold(users, watch);
      bed.pass(STEP_S);
      Share share = watch.look(bed.now(), bed.inFlightSince()).share(0, SETTLED, Model.USERS);
      shares.addValue(share.value());
      told.addValue(1 / share.independent());
    }
    double mean = shares.getMean();
    double error = Math.sqrt(told.getMean() * mean * (1 - mean));
    assertEquals(1, error / shares.getStandardDeviation(), 0.15);
  }
}
