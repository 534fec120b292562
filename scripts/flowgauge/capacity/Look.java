package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.statistics.LongRunError;
import flowgauge.analyze.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a step has shown so far, by the slots of time in which its requests were sent.
 *
 * @param slots in order, from the step's begin to now
 * @param ended requests that ended in each
 * @param inFlight at the end of each
 * @param waiting by objective, the requests of each slot still in flight and beyond its bound
 * @param complete number of slots of which every request is known
 */
record Look(
    List<Objective> objectives,
    List<StepWatch.Slot> slots,
    long[] ended,
    double[] inFlight,
    long[][] waiting,
    int complete) {
  /** Groups that trends are looked for in, and those that errors are taken from. */
  private static final int TREND_GROUPS = 40;

  private static final int ERROR_GROUPS = 96;

  /** Each long enough to have whole services in it, where a step has some. */
  private static final int RISE_GROUPS = 12;

  /** Two half widths, of what is usual and of what is rare, tell how well an error is known. */
  private static final double USUAL = 0.32;

  private static final double RARE = 0.003;
  private static final double FEWEST_FREEDOM = 3;

  /** Responses beyond this percentile's complement are enough in a step to see them cluster. */
  private static final double TELLING = 0.1;

  private static final double[] FREEDOMS = {2, 2.5, 3, 4, 5, 6, 8, 10, 14, 20, 40, 100};
  private static final double[] RATIOS =
      Arrays.stream(FREEDOMS).map(f -> half(f, RARE) / half(f, USUAL)).toArray();

  int size() {
    return slots.size();
  }

  /** Whether it has settled; the index counts slots. */
  Settling settling(Model model) {
    int width = Math.max(1, slots.size() / TREND_GROUPS);
    int groups = slots.size() / width;
    double[] means = new double[groups];
    int first = slots.size() - groups * width;
    for (int i = 0; i < groups * width; i++) {
      means[i / width] += inFlight[first + i] / width;
    }
    Settling found = Settling.of(means, model == Model.RATE);
    return new Settling(first + found.from() * width, found.settled(), found.rising());
  }

  /**
   * Whether what is in flight rose from a slot on, by more than a part of what was sent and by more
   * than it goes up and down by chance. At its capacity a queue is a random walk, which any test
   * for a trend takes for one most of the time; so the steps of the walk are laid beside what they
   * vary by, with the t distribution.
   *
   * @param least that part
   * @param outside probability of saying so, or the contrary, at capacity
   */
  boolean rises(int from, double least, double outside) {
    double sent = slots.subList(from, slots.size()).stream().mapToDouble(slot -> slot.sent).sum();
    double[] steps = new double[RISE_GROUPS];
    int width = (slots.size() - 1 - from) / RISE_GROUPS;
    for (int i = 0; i < RISE_GROUPS; i++) {
      steps[i] = inFlight[from + (i + 1) * width] - inFlight[from + i * width];
    }
    double rise = StatUtils.sum(steps);
    double error = Math.sqrt(RISE_GROUPS * StatUtils.variance(steps));
    return rise > least * sent && rise > half(RISE_GROUPS - 1, outside) * error;
  }

  /** Requests that were sent from a slot on and are known. */
  long requests(int from) {
    return (long) sum(from, slot -> slot.sent);
  }

  /** Requests that ended from a slot on, well or badly, a second. */
  double endedPerSecond(int from) {
    double sum = 0;
    for (int i = from; i < ended.length; i++) {
      sum += ended[i];
    }
    return sum / Math.max(1, ended.length - from) / StepWatch.SLOT_S;
  }

  /**
   * Requests that were sent from a slot on, a second; those that nothing is known of among them.
   */
  double sentPerSecond(int from) {
    double rose = inFlight[inFlight.length - 1] - (from == 0 ? 0 : inFlight[from - 1]);
    return endedPerSecond(from) + rose / Math.max(1, inFlight.length - from) / StepWatch.SLOT_S;
  }

  long failed(int from) {
    return (long) sum(from, slot -> slot.failed);
  }

  /** Successful requests within all bounds. */
  long good(int from) {
    return (long) sum(from, slot -> slot.good);
  }

  private double sum(int from, ToDoubleFunction<StepWatch.Slot> value) {
    return slots.subList(Math.min(from, complete), complete).stream().mapToDouble(value).sum();
  }

  /** Successful response times of requests sent from a slot on. */
  Quantiles responses(int from) {
    Quantiles all = Quantiles.ofRun();
    slots.subList(Math.min(from, complete), complete).forEach(slot -> all.add(slot.responses));
    return all;
  }

  /** The share beyond an objective's bound among the requests sent from a slot on. */
  Share share(int objective, int from, Model model) {
    long counted = 0;
    long beyond = 0;
    for (int i = from; i < complete; i++) {
      counted += slots.get(i).counted[objective] + waiting[objective][i];
      beyond += slots.get(i).beyond[objective] + waiting[objective][i];
    }
    if (counted == 0) {
      return new Share(0, 0, 1, Double.POSITIVE_INFINITY);
    }
    Effect effect = Effect.NONE;
    if (beyond > 0 && beyond < counted) {
      double[] of = new double[complete - from];
      double[] among = new double[complete - from];
      for (int i = from; i < complete; i++) {
        of[i - from] = slots.get(i).beyond[objective] + waiting[objective][i];
        among[i - from] = slots.get(i).counted[objective] + waiting[objective][i];
      }
      effect = effect(of, among, from);
    }
    if (objectives.get(objective).ofTime()) {
      effect = effect.orLarger(clustering(objectives.get(objective).allowed(), from, model));
    }
    return new Share(counted, beyond, effect.size, effect.freedom);
  }

  /**
   * How responses cluster at the objective's own percentile, whatever its bound: as those of the
   * slowest tenth do where that is rarer, of which a step has too few to tell. Of users it is less
   * by the root of how much rarer, as who waits sends no more; an open load's queue that is long
   * stays long.
   */
  private Effect clustering(double allowed, int from, Model model) {
    Quantiles all = responses(from);
    if (all.count() < 2) {
      return Effect.NONE;
    }
    double level = Math.max(allowed, TELLING);
    double edge = all.percentile(100 * (1 - level));
    double[] of = new double[complete - from];
    double[] among = new double[complete - from];
    for (int i = from; i < complete; i++) {
      among[i - from] = slots.get(i).responses.count();
      of[i - from] = among[i - from] - slots.get(i).responses.countUpTo(edge);
    }
    Effect there = effect(of, among, from);
    double rarer = model == Model.USERS ? Math.sqrt(allowed / level) : 1;
    return new Effect(Math.max(1, there.size * rarer), there.freedom);
  }

  /** By how much a variance exceeds that of independent requests, and how well that is known. */
  private record Effect(double size, double freedom) {
    static final Effect NONE = new Effect(1, Double.POSITIVE_INFINITY);

    Effect orLarger(Effect other) {
      return other.size > size ? other : this;
    }
  }

  private Effect effect(double[] of, double[] among, int from) {
    double all = Arrays.stream(among).sum();
    double share = Arrays.stream(of).sum() / all;
    if (!(share > 0 && share < 1)) {
      return Effect.NONE;
    }
    double[] excess = new double[of.length];
    Arrays.setAll(excess, i -> of[i] - share * among[i]);
    double[] flight = Arrays.copyOfRange(inFlight, from, complete);
    double mean = Arrays.stream(flight).average().orElse(0);
    Arrays.setAll(flight, i -> flight[i] - mean);
    List<double[]> groups = List.of(grouped(excess));
    double[] memory = LongRunError.memory(List.of(grouped(flight)));
    double usual = LongRunError.halfWidth(groups, memory, USUAL);
    double rare = LongRunError.halfWidth(groups, memory, RARE);
    if (!(usual > 0)) {
      return Effect.NONE;
    }
    double freedom = Math.min(freedom(rare / usual), Math.max(FEWEST_FREEDOM, cycles(flight) - 1));
    double deviation = usual / half(freedom, USUAL);
    double independent = share * (1 - share) * all;
    return new Effect(Math.max(1, deviation * deviation / independent), freedom);
  }

  /**
   * How often what is in flight went from well below its mean to well above. A variance can't be
   * known by more degrees of freedom than cycles of the queue, less one (M. A. Crane and D. L.
   * Iglehart, Simulating Stable Stochastic Systems III, Operations Research 23, 1975).
   */
  private static int cycles(double[] aroundMean) {
    double squares = Arrays.stream(aroundMean).map(v -> v * v).sum();
    double well = Math.sqrt(squares / aroundMean.length) / 2;
    int cycles = 0;
    boolean below = false;
    for (double value : aroundMean) {
      below |= value <= -well;
      if (below && value >= well) {
        cycles++;
        below = false;
      }
    }
    return cycles;
  }

  private static double half(double freedom, double outside) {
    return new TDistribution(freedom).inverseCumulativeProbability(1 - outside / 2);
  }

  /** Those of the t distribution whose half widths have that ratio, or of one a little wider. */
  private static double freedom(double ratio) {
    int at = FREEDOMS.length - 1;
    while (at > 0 && RATIOS[at] < ratio) {
      at--;
    }
    return FREEDOMS[at];
  }

  private static double[] grouped(double[] series) {
    int width = (series.length + ERROR_GROUPS - 1) / ERROR_GROUPS;
    double[] sums = new double[Math.max(1, series.length / Math.max(1, width))];
    for (int i = 0; i < series.length; i++) {
      sums[Math.min(sums.length - 1, i / Math.max(1, width))] += series[i];
    }
    return sums;
  }
}
