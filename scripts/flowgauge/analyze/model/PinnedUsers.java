package flowgauge.analyze.model;

import flowgauge.analyze.model.Prediction.Method;
import flowgauge.analyze.statistics.Halving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Users whose requests stay with a worker, as their connections do: how many each worker has is
 * chance, and a worker with more of them answers later. Where all workers are as likely to get a
 * user their number is binomial; where they are not, beta-binomial, with the unevenness as the
 * coefficient of variation of the workers' chances. An open load falls to all workers alike.
 *
 * <p>Each worker is a station of its own threads around its own interpreter, one core at most. The
 * cores are shared out evenly among workers that want one: with the others of W wanting it for a
 * share u of the time, and what else uses the machine taken off, a worker's demand is stretched by
 * (1 + (W - 1) u) / cores where that is above 1. The stretch and the throughput that it brings are
 * brought together by halving. An approximation; exact with one worker that has a core to itself.
 */
final class PinnedUsers {
  /** What is rarer than this happens to no worker. */
  private static final double RARE = 1e-6;

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
    if (setting.open()) {
      groups.add(new Group(0, 1));
    } else {
      group(setting.users());
    }
    int most = groups.get(groups.size() - 1).users;
    this.slots =
        Math.max(
            1,
            Predictor.slots(setting.threads(), most, setting.ratePerSecond() / workers, demand, 1));
  }

  static Prediction predict(Demand demand, ServerSetting setting) {
    return new PinnedUsers(demand, setting).predict();
  }

  private void group(int users) {
    double[] chance = chances(users, workers, demand.unevenness());
    int from = 0;
    int to = users;
    for (double sum = chance[from]; sum < RARE; sum += chance[++from]) {}
    for (double sum = chance[to]; sum < RARE; sum += chance[--to]) {}
    double whole = Arrays.stream(chance, from, to + 1).sum();
    int step = Math.max(1, (to - from) / MOST_GROUPS);
    for (int n = from; n <= to; n += step) {
      int last = Math.min(to, n + step - 1);
      double share = Arrays.stream(chance, n, last + 1).sum() / whole;
      groups.add(new Group((n + last) / 2, share));
    }
  }

  /** The chance that a worker has 0 to all users. */
  private static double[] chances(int users, int workers, double unevenness) {
    double[] chance = new double[users + 1];
    double p = 1.0 / workers;
    double highest = Math.sqrt(0.9 * (workers - 1));
    double u = Math.min(unevenness, highest);
    if (u < 1e-3) {
      BinomialDistribution even = new BinomialDistribution(users, p);
      Arrays.setAll(chance, even::probability);
      return chance;
    }
    double both = (workers - 1) / (u * u) - 1;
    double a = p * both;
    double b = (1 - p) * both;
    for (int n = 0; n <= users; n++) {
      chance[n] =
          Math.exp(
              CombinatoricsUtils.binomialCoefficientLog(users, n)
                  + Beta.logBeta(n + a, users - n + b)
                  - Beta.logBeta(a, b));
    }
    return chance;
  }

  /**
   * The standard deviation between users of their own mean response times, seconds: what workers
   * with more users than others bring.
   */
  static double betweenUsers(Demand demand, ServerSetting setting) {
    PinnedUsers model = new PinnedUsers(demand, setting);
    InService inside = model.inside(model.stretch());
    double users = 0;
    double sum = 0;
    double squares = 0;
    for (Group group : model.groups) {
      if (group.users > 0) {
        double weight = group.share * group.users;
        double response =
            group.users / model.in(group.users, inside).perSecond() - setting.thinkSeconds();
        users += weight;
        sum += weight * response;
        squares += weight * response * response;
      }
    }
    double mean = sum / users;
    return Math.sqrt(Math.max(0, squares / users - mean * mean));
  }

  private Prediction predict() {
    InService inside = inside(stretch());
    ResponseTimes times = new ResponseTimes(inside, slots, delay, demand.aloneDeviation());
    double perSecond = 0;
    double inServer = 0;
    for (Group group : groups) {
      InServer now = in(group.users, inside);
      perSecond += workers * group.share * now.perSecond();
      inServer += workers * group.share * now.mean();
      if (setting.open()) {
        times.add(now, 1);
      } else if (group.users > 0) {
        times.add(in(group.users - 1, inside), group.share * now.perSecond());
      }
    }
    return Predictor.prediction(
        demand, setting, Method.PINNED, perSecond, inServer / perSecond, times);
  }

  /** What is in a worker with so many users, or with its part of an open load. */
  private InServer in(int users, InService inside) {
    return setting.open()
        ? InServer.open(setting.ratePerSecond() / workers, inside, slots)
        : InServer.of(users, setting.thinkSeconds(), inside, slots);
  }

  private InService inside(double stretch) {
    return InService.of(slots, 1, demand.server() * stretch, delay);
  }

  private double perSecond(InService inside) {
    return workers
        * groups.stream().mapToDouble(g -> g.share * in(g.users, inside).perSecond()).sum();
  }

  private double stretch() {
    if (demand.server() <= 0) {
      return 1;
    }
    double cores = demand.left(setting.cores());
    double beside = demand.besideSeconds() / demand.server();
    double most = Math.max(1, 2 * workers / cores * (1 + beside));
    return wanted(1, cores) <= 1
        ? 1
        : Halving.end(1, most, HALVINGS, stretch -> wanted(stretch, cores) > stretch);
  }

  /** The stretch that the throughput at a stretch brings about. */
  private double wanted(double stretch, double cores) {
    double x = perSecond(inside(stretch));
    double busy = Math.min(1, x / workers * demand.server() * stretch);
    double left = Math.max(0.05 * cores, cores - x * demand.besideSeconds());
    return (1 + (workers - 1) * busy) / left;
  }
}
