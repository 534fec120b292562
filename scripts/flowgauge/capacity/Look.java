package flowgauge.capacity;

import flowgauge.analyze.statistics.LongRunError;
import flowgauge.analyze.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a step has shown so far, by the slots of time in which its requests were sent. */
final class Look {
  /** Groups that trends are looked for in, and those that errors are taken from. */
  private static final int TREND_GROUPS = 40;

  private static final int ERROR_GROUPS = 96;
  private static final double OUTSIDE = 0.05;
  private static final double NORMAL = 1.96;

  private final List<Objective> objectives;
  private final List<StepWatch.Slot> slots;
  private final long[] ended;
  private final double[] inFlight;
  private final long[][] waiting;
  private final int complete;

  /**
   * A look.
   *
   * @param slots in order, from the step's begin to now
   * @param ended requests that ended in each
   * @param inFlight at the end of each
   * @param waiting by objective, the requests of each slot still in flight and beyond its bound
   * @param complete number of slots of which every request is known
   */
  Look(
      List<Objective> objectives,
      List<StepWatch.Slot> slots,
      long[] ended,
      double[] inFlight,
      long[][] waiting,
      int complete) {
    this.objectives = objectives;
    this.slots = slots;
    this.ended = ended;
    this.inFlight = inFlight;
    this.waiting = waiting;
    this.complete = complete;
  }

  int size() {
    return slots.size();
  }

  /** Number of slots of which every request is known. */
  int complete() {
    return complete;
  }

  /** Whether it has settled; the index counts slots. */
  Settling settling() {
    int width = Math.max(1, slots.size() / TREND_GROUPS);
    int groups = slots.size() / width;
    double[] means = new double[groups];
    int first = slots.size() - groups * width;
    for (int i = 0; i < groups * width; i++) {
      means[i / width] += inFlight[first + i] / width;
    }
    Settling found = Settling.of(means);
    return new Settling(first + found.from() * width, found.settled(), found.rising());
  }

  /** By how many requests those in flight rose from a slot on, for each that was sent. */
  double growth(int from) {
    double sent = 0;
    for (int i = from; i < slots.size(); i++) {
      sent += slots.get(i).sent;
    }
    return sent == 0 ? 0 : (inFlight[slots.size() - 1] - inFlight[from]) / sent;
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
  Share share(int objective, int from) {
    long counted = 0;
    long beyond = 0;
    for (int i = from; i < complete; i++) {
      counted += slots.get(i).counted[objective] + waiting[objective][i];
      beyond += slots.get(i).beyond[objective] + waiting[objective][i];
    }
    if (counted == 0) {
      return new Share(0, 0, 1);
    }
    double effect = 1;
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
      effect = Math.max(effect, clustering(objectives.get(objective).allowed(), from));
    }
    return new Share(counted, beyond, effect);
  }

  /** How responses at the objective's own percentile of this step cluster, beyond it or not. */
  private double clustering(double allowed, int from) {
    Quantiles all = responses(from);
    if (all.count() < 2) {
      return 1;
    }
    double edge = all.percentile(100 * (1 - Math.max(allowed, 0.1)));
    double[] of = new double[complete - from];
    double[] among = new double[complete - from];
    for (int i = from; i < complete; i++) {
      among[i - from] = slots.get(i).responses.count();
      of[i - from] = among[i - from] - slots.get(i).responses.countUpTo(edge);
    }
    return effect(of, among, from);
  }

  private double effect(double[] of, double[] among, int from) {
    double all = Arrays.stream(among).sum();
    double share = Arrays.stream(of).sum() / all;
    if (!(share > 0 && share < 1)) {
      return 1;
    }
    double[] excess = new double[of.length];
    Arrays.setAll(excess, i -> of[i] - share * among[i]);
    double[] flight = Arrays.copyOfRange(inFlight, from, complete);
    double mean = Arrays.stream(flight).average().orElse(0);
    Arrays.setAll(flight, i -> flight[i] - mean);
    double half =
        LongRunError.halfWidth(
            List.of(grouped(excess)), LongRunError.memory(List.of(grouped(flight))), OUTSIDE);
    double independent = share * (1 - share) * all;
    return Double.isNaN(half) ? 1 : Math.max(1, Math.pow(half / NORMAL, 2) / independent);
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
