package flowgauge.analyze.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many responses of each of a run's stretches of equal length (seconds, mostly) lie where, on a
 * grid of some 300 of the run's own quantiles, no value of which lies where no response does.
 */
public final class ResponseGrid {
  private final long[] edges;

  /** Per stretch: how many responses do not exceed each edge. */
  private final int[][] upTo;

  /**
   * Counts the responses of these stretches, in order.
   *
   * @param stretches response times, microseconds
   */
  public ResponseGrid(List<Quantiles> stretches) {
    Quantiles all = Quantiles.ofRun();
    stretches.forEach(all::add);
    this.edges = edges(all);
    this.upTo = new int[stretches.size()][edges.length];
    for (int i = 0; i < upTo.length; i++) {
      for (int e = 0; e < edges.length; e++) {
        upTo[i][e] = (int) stretches.get(i).countUpTo(edges[e]);
      }
    }
  }

  private static long[] edges(Quantiles all) {
    if (all.count() == 0) {
      return new long[0];
    }
    List<Double> percents = new ArrayList<>();
    for (double p = 0.5; p < 99; p += 0.5) {
      percents.add(p);
    }
    for (double beyond = 1; beyond > 0.0005; beyond /= 1.1) {
      percents.add(100 - beyond);
    }
    percents.add(100.0);
    return percents.stream().mapToLong(p -> (long) all.percentile(p)).sorted().distinct().toArray();
  }

  /** How many stretches there are. */
  public int size() {
    return upTo.length;
  }

  /** How many responses a stretch has. */
  public double responses(int position) {
    return edges.length == 0 ? 0 : upTo[position][edges.length - 1];
  }

  /** How many responses the stretches at these positions have. */
  public double responses(int[] positions) {
    return Arrays.stream(positions).mapToDouble(this::responses).sum();
  }

  /** How many edges there are; the last is the largest response. */
  public int edges() {
    return edges.length;
  }

  /** How many of each stretch's responses exceed an edge; all of them for -1. */
  public double[] beyond(int edge) {
    double[] beyond = new double[size()];
    for (int i = 0; i < size(); i++) {
      beyond[i] = responses(i) - (edge < 0 ? 0 : upTo[i][edge]);
    }
    return beyond;
  }

  /** All positions once. */
  public int[] every() {
    int[] positions = new int[upTo.length];
    Arrays.setAll(positions, i -> i);
    return positions;
  }

  /** The lowest edge that so many percent of all responses do not exceed; -1 without any. */
  public int edge(double percent) {
    double wanted = percent / 100 * responses(every());
    for (int e = 0; e < edges.length; e++) {
      double seen = 0;
      for (int[] row : upTo) {
        seen += row[e];
      }
      if (seen >= wanted - 1e-9 * wanted) {
        return e;
      }
    }
    return edges.length - 1;
  }

  /**
   * Per stretch at these positions, how many more exceed a percentile than their share in all of
   * them makes expect.
   */
  public double[] excess(double[] beyond, int[] positions) {
    double sum = 0;
    double all = 0;
    for (int i : positions) {
      sum += beyond[i];
      all += responses(i);
    }
    double share = all > 0 ? sum / all : 0;
    return Arrays.stream(positions).mapToDouble(i -> beyond[i] - share * responses(i)).toArray();
  }

  /** The longest of the block lengths that the median's, p95's and p99's own series ask for. */
  public int blockLength(int[] positions) {
    int length = 1;
    for (double percent : new double[] {50, 95, 99}) {
      length = Math.max(length, Blocks.length(excess(beyond(edge(percent)), positions)));
    }
    return length;
  }
}
