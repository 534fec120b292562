package flowgauge.analyze.model;

import flowgauge.analyze.model.Prediction.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Users whose requests stay with a worker, as their connections do: how many each worker has is
 * chance (binomial), and a worker with more of them answers later. Each worker is a station of its
 * own threads around its own interpreter, one core at most. The cores are shared out evenly among
 * workers that want one: with the others of W wanting it for a share u of the time, and what else
 * uses the machine taken off, a worker's demand is stretched by (1 + (W - 1) u) / cores where that
 * is above 1. The stretch and the throughput that it brings are brought together by halving. An
 * approximation; exact with one worker that has a core to itself.
 */
final class PinnedUsers {
  /** Beyond so many standard deviations no worker has as many or few users. */
  private static final double SPREAD = 5;

  private static final int MOST_GROUPS = 60;
  private static final int HALVINGS = 40;

  /** Workers that have so many users, as a share of all workers. */
  private record Group(int users, double share) {}

  private final Demand demand;
  private final ServerSetting setting;
  private final int workers;
  private final int slots;
  private final double delay;
  private final List<Group> groups = new ArrayList<>();

  private PinnedUsers(Demand demand, ServerSetting setting) {
    this.demand = demand;
    this.setting = setting;
    this.workers = setting.workers().orElseThrow();
    this.delay = Predictor.delay(demand, demand.server());
    group(setting.users());
    int most = groups.get(groups.size() - 1).users;
    this.slots = Math.max(1, Math.min(setting.threads().orElse(most), most));
  }

  static Prediction predict(Demand demand, ServerSetting setting) {
    return new PinnedUsers(demand, setting).predict();
  }

  private void group(int users) {
    BinomialDistribution of = new BinomialDistribution(users, 1.0 / workers);
    double mean = of.getNumericalMean();
    double spread = SPREAD * Math.sqrt(of.getNumericalVariance()) + 1;
    int from = (int) Math.max(0, Math.floor(mean - spread));
    int to = (int) Math.min(users, Math.ceil(mean + spread));
    int step = Math.max(1, (to - from) / MOST_GROUPS);
    double whole = of.cumulativeProbability(from - 1, to);
    for (int n = from; n <= to; n += step) {
      int last = Math.min(to, n + step - 1);
      groups.add(new Group((n + last) / 2, of.cumulativeProbability(n - 1, last) / whole));
    }
  }

  private Prediction predict() {
    double stretch = stretch();
    InService inside = inside(stretch);
    ResponseTimes times = new ResponseTimes(inside, slots, delay, demand.aloneDeviation());
    double think = setting.thinkSeconds();
    double perSecond = 0;
    for (Group group : groups) {
      double x = FiniteUsers.of(group.users, think, inside, slots).perSecond();
      perSecond += workers * group.share * x;
      if (group.users > 0) {
        times.add(FiniteUsers.of(group.users - 1, think, inside, slots), group.share * x);
      }
    }
    return Predictor.prediction(demand, setting, Method.PINNED, perSecond, times);
  }

  private InService inside(double stretch) {
    return InService.of(slots, 1, demand.server() * stretch, delay);
  }

  private double perSecond(InService inside) {
    return workers
        * groups.stream()
            .mapToDouble(
                g ->
                    g.share
                        * FiniteUsers.of(g.users, setting.thinkSeconds(), inside, slots)
                            .perSecond())
            .sum();
  }

  private double stretch() {
    if (demand.server() <= 0) {
      return 1;
    }
    double cores = demand.left(setting.cores());
    double beside = demand.besideSeconds() / demand.server();
    double low = 1;
    double high = Math.max(1, 2 * workers / cores * (1 + beside));
    if (wanted(low, cores) <= low) {
      return low;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (wanted(middle, cores) > middle) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The stretch that the throughput at a stretch brings about. */
  private double wanted(double stretch, double cores) {
    double x = perSecond(inside(stretch));
    double busy = Math.min(1, x / workers * demand.server() * stretch);
    double left = Math.max(0.05 * cores, cores - x * demand.besideSeconds());
    return (1 + (workers - 1) * busy) / left;
  }
}
