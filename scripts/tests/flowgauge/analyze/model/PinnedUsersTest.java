package flowgauge.analyze.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who stay with a worker, against an independent simulation of such workers. */
class PinnedUsersTest {
  private static final int RUNS = 12;
  private static final int UNBOUNDED = 100_000;

  /** CPU in ms; threads 0 for no bound. */
  @ParameterizedTest
  @CsvSource({
    "2, 4, 2, 12, 10", "2, 4, 2, 12, 40", "8, 8, 2, 12, 60", "8, 8, 2, 12, 200", "4, 8, 2, 12, 60",
    "4, 0, 2, 8, 100", "4, 0, 2, 8, 500", "8, 0, 2, 8, 700", "2, 0, 4, 8, 500", "8, 0, 2, 8, 1000"
  })
  void agreesWithItsSimulation(int workers, int threads, int cores, double cpuMs, int users) {
    double cpu = cpuMs / 1e3;
    Demand demand = new Demand(1.25, 0, cpu, 0, 0);
    Optional<Integer> bound = threads == 0 ? Optional.empty() : Optional.of(threads);
    ServerSetting setting =
        new ServerSetting(Optional.of(workers), bound, true, true, cores, users, 1.5);
    Prediction found = Predictor.of(demand, setting);
    int[] size = {workers, threads == 0 ? UNBOUNDED : threads, cores};
    double[] truth = PinnedWorkers.mean(size, cpu, 1.25 - cpu, users, new double[] {1, 2}, RUNS);
    System.out.printf(
        "%d x %d, %d cores, %d users, %d runs: %.2f req/s (simulated %.2f), median %.0f ms (%.0f),"
            + " p95 %.0f ms (%.0f)%n",
        workers,
        threads,
        cores,
        users,
        RUNS,
        found.perSecond(),
        truth[0],
        found.medianMs(),
        1e3 * truth[1],
        found.p95Ms(),
        1e3 * truth[2]);
    assertEquals(Prediction.Method.PINNED, found.method());
    assertEquals(truth[0], found.perSecond(), 0.03 * truth[0], "requests/s");
    assertEquals(1e3 * truth[1], found.medianMs(), 0.05 * 1e3 * truth[1], "median");
    assertEquals(1e3 * truth[2], found.p95Ms(), 0.20 * 1e3 * truth[2], "p95");
  }

  /**
   * Workers that get users with unlike chances: the same spread told, its 95th percentile found.
   */
  @ParameterizedTest
  @CsvSource({"8, 8, 2, 8, 200, 0.2", "8, 8, 2, 8, 400, 0.3", "8, 0, 2, 8, 1000, 0.2"})
  void unevenWorkersHaveALongerTail(
      int workers, int threads, int cores, double cpuMs, int users, double uneven) {
    double cpu = cpuMs / 1e3;
    Optional<Integer> bound = threads == 0 ? Optional.empty() : Optional.of(threads);
    ServerSetting setting =
        new ServerSetting(Optional.of(workers), bound, true, true, cores, users, 1.5);
    Prediction even = Predictor.of(new Demand(1.25, 0, cpu, 0, 0), setting);
    Prediction found = Predictor.of(new Demand(1.25, 0, cpu, 0, 0, uneven), setting);
    int[] size = {workers, threads == 0 ? UNBOUNDED : threads, cores};
    double[] truth =
        PinnedWorkers.mean(size, cpu, 1.25 - cpu, users, new double[] {1, 2}, RUNS, uneven);
    System.out.printf(
        "uneven by %.1f: %.2f req/s (simulated %.2f), median %.0f ms (%.0f), p95 %.0f ms (%.0f),"
            + " %.0f if they were even%n",
        uneven,
        found.perSecond(),
        truth[0],
        found.medianMs(),
        1e3 * truth[1],
        found.p95Ms(),
        1e3 * truth[2],
        even.p95Ms());
    assertEquals(truth[0], found.perSecond(), 0.03 * truth[0], "requests/s");
    assertEquals(1e3 * truth[2], found.p95Ms(), 0.20 * 1e3 * truth[2], "p95");
  }
}
