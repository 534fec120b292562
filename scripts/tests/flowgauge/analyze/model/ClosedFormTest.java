package flowgauge.analyze.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.capacity.Queues;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model against queues whose answer is known in closed form. */
class ClosedFormTest {
  /** Throughput of M/M/c//N, the machine repairman, by its state probabilities. */
  private static double repairman(int users, double think, int servers, double service) {
    double[] p = new double[users + 1];
    double sum = 1;
    p[0] = 1;
    for (int n = 1; n <= users; n++) {
      p[n] = p[n - 1] * (users - n + 1) / think * service / Math.min(n, servers);
      sum += p[n];
      if (sum > 1e100) {
        for (int i = 0; i <= n; i++) {
          p[i] /= sum;
        }
        sum = 1;
      }
    }
    double x = 0;
    for (int n = 1; n <= users; n++) {
      x += p[n] / sum * Math.min(n, servers) / service;
    }
    return x;
  }

  private static ServerSetting setting(
      int workers, int threads, double cores, int users, double z) {
    return new ServerSetting(
        Optional.of(workers), Optional.of(threads), false, false, cores, users, z);
  }

  @ParameterizedTest
  @CsvSource({"1, 1.5, 4", "10, 1.5, 4", "40, 1.5, 8", "100, 0.2, 1", "60, 3, 64"})
  void slotsAreTheRepairmen(int users, double think, int slots) {
    Demand demand = new Demand(1.25, 0, Double.NaN, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, slots, 2, users, think));
    double truth = repairman(users, think, slots, 1.25);
    assertEquals(truth, found.perSecond(), 1e-9 * truth);
    assertEquals(1e3 * (users / truth - think), found.meanMs(), 1e-6 * found.meanMs());
    assertTrue(
        found.perSecond()
            <= Math.min(found.bounds().server(), found.bounds().users(users)) * (1 + 1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 1.5, 2", "10, 0.1, 2", "300, 1.5, 2", "120, 0.5, 4", "50, 1.5, 1"})
  void coresAreTheRepairmen(int users, double think, int cores) {
    Demand demand = new Demand(0.02, 0, 0.02, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, 10_000, cores, users, think));
    double truth = repairman(users, think, cores, 0.02);
    assertEquals(truth, found.perSecond(), 1e-6 * truth);
  }

  /** Cores with a delay beside, no slots: the delay may as well be a part of the thinking. */
  @ParameterizedTest
  @CsvSource({"5, 2", "150, 2", "400, 4", "100, 1"})
  void aDelayIsLikeThinking(int users, int cores) {
    Demand demand = new Demand(1.25, 0, 0.02, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, 10_000, cores, users, 1.5));
    double truth = repairman(users, 1.5 + 1.23, cores, 0.02);
    // The hierarchy is exact for a network that has a product form as a whole.
    assertEquals(truth, found.perSecond(), 1e-9 * truth);
  }

  @Test
  void withoutThinkingAllUsersAreInTheServer() {
    Demand demand = new Demand(1, 0, Double.NaN, 0, 0);
    Prediction found = Predictor.of(demand, setting(2, 4, 2, 20, 0));
    assertEquals(8, found.perSecond(), 1e-9);
    assertEquals(2_500, found.meanMs(), 1e-6);
  }

  /** Beyond the exact, one fast server and a delay keep light and full load, and err between. */
  @Test
  void manyRequestsAreApproximate() {
    Demand demand = new Demand(1.25, 0, 0.02, 0, 0);
    for (int users : new int[] {InService.EXACT + 1, 5_000}) {
      Prediction found = Predictor.of(demand, setting(1, 10_000, 16, users, 1.5));
      assertEquals(Prediction.Method.SHARED_APPROXIMATE, found.method());
      double truth = repairman(users, 2.73, 16, 0.02);
      assertEquals(truth, found.perSecond(), 0.02 * truth);
    }
  }

  /** The tail of M/M/1 among so many users that it is nearly open: exponential. */
  @Test
  void theTailOfOneServerIsExponential() {
    Demand demand = new Demand(0.01, 0, 0.01, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, 100_000, 1, 1_400, 20));
    double mean = 1e3 * 0.01 / (1 - found.perSecond() * 0.01);
    assertEquals(mean, found.meanMs(), 0.05 * mean);
    assertEquals(found.meanMs() * Math.log(2), found.medianMs(), 0.15 * found.medianMs());
    assertEquals(found.meanMs() * Math.log(20), found.p95Ms(), 0.15 * found.p95Ms());
  }

  /** A time that a share of requests exceeds, by a closed form that falls with time. */
  private static double beyond(DoubleUnaryOperator share, double wanted) {
    double low = 0;
    double high = 1e3;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      boolean above = share.applyAsDouble(middle) > wanted;
      low = above ? middle : low;
      high = above ? high : middle;
    }
    return high;
  }

  private static void percentiles(Prediction found, DoubleUnaryOperator share, double within) {
    double median = 1e3 * beyond(share, 0.5);
    double p95 = 1e3 * beyond(share, 0.05);
    assertEquals(median, found.medianMs(), within * median, "median");
    assertEquals(p95, found.p95Ms(), within * p95, "p95");
  }

  /** M/M/c by slots: an open load of requests that hold one for an exponential time. */
  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.95", "8, 0.3", "8, 0.8", "8, 0.95", "64, 0.9", "64, 0.99"})
  void slotsUnderArrivalsAreErlangs(int slots, double busy) {
    double service = 0.05;
    double rate = busy * slots / service;
    Demand demand = new Demand(service, service, Double.NaN, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, slots, 2, 0, 0).underRate(rate));
    double waits = Queues.erlangC(slots, rate * service);
    double mean = service + waits / (slots / service - rate);
    assertEquals(rate, found.perSecond(), 1e-9 * rate);
    assertEquals(1e3 * mean, found.meanMs(), 1e-6 * 1e3 * mean);
    assertEquals(Prediction.Limit.USERS, found.limit());
    percentiles(found, t -> Queues.openBeyond(slots, service, rate, t), 0.03);
  }

  /** M/M/c by cores, where nothing bounds the requests at work. */
  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.9", "2, 0.8", "4, 0.95"})
  void coresUnderArrivalsAreErlangs(int cores, double busy) {
    double service = 0.02;
    double rate = busy * cores / service;
    Demand demand = new Demand(service, 0, service, 0, 0);
    ServerSetting unbounded =
        new ServerSetting(Optional.of(1), Optional.empty(), false, false, cores, 0, 0);
    Prediction found = Predictor.of(demand, unbounded.underRate(rate));
    double waits = Queues.erlangC(cores, rate * service);
    double mean = service + waits / (cores / service - rate);
    assertEquals(1e3 * mean, found.meanMs(), 1e-3 * 1e3 * mean);
    percentiles(found, t -> Queues.openBeyond(cores, service, rate, t), 0.03);
  }

  /** Arrivals beyond what is served let the queue grow: no response time can be told. */
  @Test
  void moreThanIsServedHasNoResponseTime() {
    Demand demand = new Demand(0.05, 0.05, Double.NaN, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, 8, 2, 0, 0).underRate(170));
    assertEquals(160, found.perSecond(), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, found.meanMs());
    assertTrue(Double.isNaN(found.p95Ms()));
    assertEquals(Prediction.Limit.SLOTS, found.limit());
  }

  /** M/M/c//N: response times by what an arriving user finds. */
  @ParameterizedTest
  @CsvSource({"10, 0.5, 2", "40, 0.5, 4", "60, 0.5, 5", "100, 0.5, 8", "200, 1.5, 4"})
  void repairmensResponseTimes(int users, double think, int slots) {
    double service = 0.05;
    Demand demand = new Demand(service, service, Double.NaN, 0, 0);
    Prediction found = Predictor.of(demand, setting(1, slots, 2, users, think));
    percentiles(found, t -> Queues.closedBeyond(slots, service, think, users, t), 0.02);
  }
}
