package flowgauge.chart.draw;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.record.sample.Phase;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/** Columns of the interval table as charts take them. */
public final class Series {
  private Series() {}

  /** The middle of each interval, seconds. */
  public static double[] time(Intervals intervals) {
    double[] start = intervals.column(Intervals.TIME_S);
    double[] length = intervals.column(Intervals.SECONDS);
    double[] middle = new double[start.length];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = start[i] + length[i] / 2;
    }
    return middle;
  }

  /** A column; a rate over the last, short interval would mislead and is left out. */
  public static double[] values(Intervals intervals, String column) {
    double[] values = intervals.column(column).clone();
    double[] length = intervals.column(Intervals.SECONDS);
    for (int i = 0; i < values.length; i++) {
      if (length[i] < .9 * intervals.stepSeconds() && values.length > 1) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }

  /** Some columns of some tables, for an axis that takes all of them. */
  public static double[][] all(Collection<Intervals> tables, String... columns) {
    return tables.stream()
        .flatMap(table -> Stream.of(columns).map(column -> values(table, column)))
        .toArray(double[][]::new);
  }

  /** The same of one column while load was on. */
  public static double[][] allUnderLoad(Collection<Intervals> tables, String column) {
    return tables.stream().map(table -> underLoad(table, column)).toArray(double[][]::new);
  }

  /** A column of counts as a rate a second. */
  public static double[] rate(Intervals intervals, String column) {
    double[] values = values(intervals, column);
    double[] length = intervals.column(Intervals.SECONDS);
    for (int i = 0; i < values.length; i++) {
      values[i] /= length[i];
    }
    return values;
  }

  /** A column while load was on: NaN in the drain. */
  public static double[] underLoad(Intervals intervals, String column) {
    double[] values = values(intervals, column);
    for (int i = 0; i < values.length; i++) {
      values[i] = intervals.phase(i) == Phase.DRAIN ? Double.NaN : values[i];
    }
    return values;
  }

  /** A column times a factor. */
  public static double[] scaled(Intervals intervals, String column, double factor) {
    return Arrays.stream(values(intervals, column)).map(value -> value * factor).toArray();
  }

  /** The end of the last interval, seconds. */
  public static double end(Intervals intervals) {
    int last = intervals.size() - 1;
    return last < 0
        ? 0
        : intervals.column(Intervals.TIME_S)[last] + intervals.column(Intervals.SECONDS)[last];
  }

  /** From and to of the warm-up and ramp, and of the drain, seconds; what is absent is left out. */
  public static double[] unsteady(Intervals intervals) {
    int steady = 0;
    while (steady < intervals.size() && beforeSteady(intervals.phase(steady))) {
      steady++;
    }
    int drain = intervals.size();
    while (drain > steady && intervals.phase(drain - 1) == Phase.DRAIN) {
      drain--;
    }
    double end = end(intervals);
    double[] start = intervals.column(Intervals.TIME_S);
    double ramp = steady == 0 ? 0 : steady < start.length ? start[steady] : end;
    double over = drain < start.length ? start[drain] : end;
    return new double[] {0, ramp, over, end};
  }

  private static boolean beforeSteady(Phase phase) {
    return phase == Phase.WARM_UP || phase == Phase.RAMP || !phase.ofLoad();
  }
}
