package flowgauge.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * What the steps say of the highest load that keeps every objective.
 *
 * <p>For each objective the capacity is the load at which the share beyond its bound reaches what
 * is allowed, and every capacity of a grid is weighed by how likely it makes what was counted. The
 * share's logit is taken to rise with the logarithm of the load, with any slope, from any floor:
 * the tail of a queue's waiting time does so, above what the service itself takes too long. The
 * more a curve claims that the logit rises, the more it may be off ({@link Claims}), so that far
 * from the capacity a step says no more than on which side of it it lies. What a step counted is as
 * likely as its error is known ({@link Share}, {@link Neighbours}). The capacity is the least of
 * the objectives' own, taken to be independent.
 *
 * <p>Measuring next where it is as likely as not that a load keeps is the probabilistic bisection
 * of R. Waeber, P. I. Frazier and S. G. Henderson (SIAM Journal on Control and Optimization 51,
 * 2013), here with a likelihood in place of a known rate of wrong answers.
 *
 * @param load the median
 * @param low lower end of the interval
 * @param high upper end
 */
record Estimate(double load, double low, double high) {
  /** What a step showed of each objective, at the load that it got. */
  record Point(double load, List<Share> shares) {}

  /** A step's share of one objective, at the logarithm of its load. */
  private record Seen(double load, Share share) {
    Seen wider(double times) {
      return new Seen(load, share.with(share.effect() * times, share.freedom()));
    }
  }

  private static final int CELLS = 160;
  private static final double[] SLOPES = {2, 4, 7, 12, 20, 35, 60, 120, 300};

  /** How far the logit falls below the capacity: to what the service itself takes too long. */
  private static final double[] FLOORS = {0.7, 1.5, 3, 6, 50};

  /** Of steps apart by this in the logarithm of the load, a logit may differ by one unseen. */
  private static final double NEAR = 0.1;

  /** So many steps show something else than their load does. */
  private static final double DISTURBED = 1e-3;

  /** A capacity and a slope. */
  private static final int FITTED = 2;

  private static final int FEWEST_FREEDOM = 1;

  /** Few steps scatter by chance alone; theirs counts where that happens less often than this. */
  private static final double CLEARLY = 0.95;

  private static final double BEYOND_GRID = Math.log(2);

  /**
   * Weighs what the steps showed.
   *
   * @param points at least one
   * @param outside probability outside the interval, both sides together
   */
  static Estimate of(List<Point> points, List<Objective> objectives, double outside) {
    double[] grid = narrow(points, objectives);
    double[] fine = above(grid, points, objectives);
    return new Estimate(
        Math.exp(quantile(grid, fine, 0.5)),
        Math.exp(quantile(grid, fine, outside / 2)),
        Math.exp(quantile(grid, fine, 1 - outside / 2)));
  }

  /**
   * The same of users, who are whole: from the median the interval grows to the likelier side until
   * it has the probability inside. Quantiles, each rounded outwards, have more.
   */
  static Estimate ofUsers(List<Point> points, List<Objective> objectives, double outside) {
    double[] grid = narrow(points, objectives);
    double[] fine = above(grid, points, objectives);
    double least = Math.floor(Math.exp(grid[0]));
    double most = Math.floor(Math.exp(grid[grid.length - 1]));
    double median = Math.exp(quantile(grid, fine, 0.5));
    double low = Math.floor(median);
    double high = low;
    double inside = ofUsers(grid, fine, low);
    while (inside < 1 - outside && (low > least || high < most)) {
      double below = low > least ? ofUsers(grid, fine, low - 1) : -1;
      double beyond = high < most ? ofUsers(grid, fine, high + 1) : -1;
      if (below > beyond) {
        low--;
      } else {
        high++;
      }
      inside += Math.max(below, beyond);
    }
    return new Estimate(median, low, high);
  }

  /** The probability that so many users keep every objective, and one more does not. */
  private static double ofUsers(double[] grid, double[] above, double users) {
    return keeps(grid, above, users) - keeps(grid, above, users + 1);
  }

  /** The probability that a load keeps every objective. */
  static double keeps(List<Point> points, List<Objective> objectives, double load) {
    double[] grid = narrow(points, objectives);
    return keeps(grid, above(grid, points, objectives), load);
  }

  private static double keeps(double[] grid, double[] above, double load) {
    double at = (Math.log(load) - grid[0]) / (grid[1] - grid[0]);
    if (at <= 0 || at >= grid.length - 1) {
      return at <= 0 ? 1 : 0;
    }
    int cell = (int) at;
    return above[cell] + (at - cell) * (above[cell + 1] - above[cell]);
  }

  /** The capacities that come into question at all, in logarithms. */
  private static double[] narrow(List<Point> points, List<Objective> objectives) {
    double low = Math.log(points.stream().mapToDouble(Point::load).min().orElseThrow());
    double high = Math.log(points.stream().mapToDouble(Point::load).max().orElseThrow());
    double[] grid = grid(low - BEYOND_GRID, high + BEYOND_GRID);
    double[] coarse = above(grid, points, objectives);
    return grid(quantile(grid, coarse, 1e-4) - 0.01, quantile(grid, coarse, 1 - 1e-4) + 0.01);
  }

  private static double[] grid(double low, double high) {
    double[] grid = new double[CELLS];
    Arrays.setAll(grid, i -> low + (high - low) * (i + 0.5) / CELLS);
    return grid;
  }

  /** For each cell, the probability that the capacity lies above its middle. */
  private static double[] above(double[] grid, List<Point> points, List<Objective> objectives) {
    double[] above = new double[grid.length];
    Arrays.fill(above, 1);
    for (int o = 0; o < objectives.size(); o++) {
      double[] own = ofObjective(grid, points, o, objectives.get(o).allowed());
      for (int i = 0; i < above.length; i++) {
        above[i] *= own[i];
      }
    }
    return above;
  }

  private static double[] ofObjective(
      double[] grid, List<Point> points, int objective, double allowed) {
    List<Seen> seen = new ArrayList<>();
    for (Point point : points) {
      Share share = Neighbours.of(points, objective, point.load(), point.shares().get(objective));
      if (share.counted() > 0) {
        seen.add(new Seen(Math.log(point.load()), share));
      }
    }
    double[] sides = new double[grid.length];
    for (int i = 0; i < grid.length; i++) {
      for (Seen step : seen) {
        sides[i] += doubted(side(step, grid[i], allowed));
      }
    }
    double centre = quantile(grid, tail(sides), 0.5);
    double[] near = new double[seen.size()];
    for (int k = 0; k < near.length; k++) {
      double error = (seen.get(k).load - centre) / NEAR;
      near[k] = 1 / (1 + error * error * seen.get(k).share.information());
    }
    double[] weighed = weighed(grid, seen, allowed);
    double scatter = scatter(seen, near, grid[likeliest(weighed)], allowed);
    return tail(
        scatter > 1
            ? weighed(grid, seen.stream().map(step -> step.wider(scatter)).toList(), allowed)
            : weighed);
  }

  private static int likeliest(double[] logs) {
    return IntStream.range(0, logs.length)
        .boxed()
        .max(Comparator.comparingDouble(i -> logs[i]))
        .orElseThrow();
  }

  /**
   * By how much the near steps scatter around the best curve, over what each of them thinks of its
   * own error: what is left over, for each degree of freedom (R. T. Birge, The Calculation of
   * Errors by the Method of Least Squares, Physical Review 40, 1932). Steps know nothing of each
   * other, so this holds whatever a single one can't see.
   */
  private static double scatter(List<Seen> seen, double[] near, double at, double allowed) {
    double least = Double.POSITIVE_INFINITY;
    for (double slope : SLOPES) {
      for (double floor : FLOORS) {
        double left = 0;
        for (int k = 0; k < near.length; k++) {
          double rise = rise(seen.get(k).load - at, slope, floor);
          left += near[k] * seen.get(k).share.deviance(Claims.share(allowed, rise));
        }
        least = Math.min(least, left);
      }
    }
    double freedom = Arrays.stream(near).sum() - FITTED;
    boolean byChance =
        freedom < FEWEST_FREEDOM
            || new ChiSquaredDistribution(freedom).cumulativeProbability(least) < CLEARLY;
    return byChance ? 1 : least / freedom;
  }

  private static double[] weighed(double[] grid, List<Seen> seen, double allowed) {
    List<Claims> claims = seen.stream().map(step -> new Claims(step.share, allowed)).toList();
    double[] weighed = new double[grid.length];
    Arrays.setAll(weighed, i -> weighed(seen, claims, grid[i]));
    return weighed;
  }

  /** The log likelihood of a capacity. */
  private static double weighed(List<Seen> seen, List<Claims> claims, double at) {
    double[] shapes = new double[SLOPES.length * FLOORS.length];
    for (int k = 0; k < seen.size(); k++) {
      double load = seen.get(k).load;
      double one = 0;
      for (int s = 0; s < shapes.length; s++) {
        int floor = s % FLOORS.length;
        if (floor == 0 || load < at) { // floors lie below the capacity
          double rise = rise(load - at, SLOPES[s / FLOORS.length], FLOORS[floor]);
          one = doubted(claims.get(k).likelihood(rise));
        }
        shapes[s] += one;
      }
    }
    return logOfSum(shapes);
  }

  /** The log likelihood of a step at best, if the capacity is {@code at}. */
  private static double side(Seen step, double at, double allowed) {
    double share = step.share.value();
    boolean agrees = step.load <= at ? share <= allowed : share >= allowed;
    return agrees ? 0 : step.share.likelihood(allowed);
  }

  /** One step may be wrong, disturbed by a neighbour or by chance: it alone decides nothing. */
  private static double doubted(double likelihood) {
    return Math.log(DISTURBED + (1 - DISTURBED) * Math.exp(likelihood));
  }

  /** What a curve's logit rises by from the capacity on. */
  private static double rise(double apart, double slope, double floor) {
    double rise = slope * apart;
    return rise < 0 ? -floor * (1 - Math.exp(rise / floor)) : rise;
  }

  private static double logOfSum(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    return most + Math.log(Arrays.stream(logs).map(l -> Math.exp(l - most)).sum());
  }

  /** From log likelihoods to the probability of what lies above each cell's middle. */
  private static double[] tail(double[] logs) {
    double all = logOfSum(logs);
    double[] tail = new double[logs.length];
    double sum = 0;
    for (int i = logs.length - 1; i >= 0; i--) {
      double own = Math.exp(logs[i] - all);
      tail[i] = sum + own / 2;
      sum += own;
    }
    return tail;
  }

  private static double quantile(double[] grid, double[] above, double below) {
    for (int i = 0; i < grid.length; i++) {
      if (1 - above[i] >= below) {
        if (i == 0) {
          return grid[0];
        }
        double step = above[i - 1] - above[i];
        double part = step <= 0 ? 0 : (above[i - 1] - (1 - below)) / step;
        return grid[i - 1] + part * (grid[i] - grid[i - 1]);
      }
    }
    return grid[grid.length - 1];
  }
}
