package flowgauge.analyze.statistics;

import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/**
 * The distribution of durations in whole microseconds: exact while there are few, an HdrHistogram
 * beyond. Percentiles are by nearest rank: the smallest value that at least so many percent do not
 * exceed (the definition of HdrHistogram, and R's type 1).
 *
 * <p>What it holds does not depend on the order of adding and merging. Not thread-safe.
 */
public final class Quantiles {
  /** So many wait for the histogram, to be put into it in one go. */
  private static final int WAITING = 256;

  private final int exactLimit;
  private final int digits;

  /** All of them until there is a histogram; from then on those that are not yet in it. */
  private int[] values = new int[8];

  private int size;
  private int told; // how many of the values are in sum, min and max
  private int sorted; // how many of the values are in order
  private AbstractHistogram histogram;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max = -1;

  /**
   * @param exactLimit how many values are kept as they are
   * @param digits significant decimal digits beyond that, 1 to 5
   */
  public Quantiles(int exactLimit, int digits) {
    this.exactLimit = exactLimit;
    this.digits = digits;
  }

  /** For a whole run: exact to a million values, four digits beyond. */
  public static Quantiles ofRun() {
    return new Quantiles(1 << 20, 4);
  }

  /** For an interval: exact to 2,048 values, three digits beyond. */
  public static Quantiles ofInterval() {
    return new Quantiles(2048, 3);
  }

  /** Adds a duration in microseconds. */
  public void add(long us) {
    if (size < values.length && us <= Integer.MAX_VALUE) {
      values[size++] = (int) us;
    } else {
      addWithoutRoom(us);
    }
  }

  private void addWithoutRoom(long us) {
    if (us > Integer.MAX_VALUE) {
      toHistogram();
      tell(us);
      histogram.recordValue(us);
      return;
    }
    if (histogram == null && size < exactLimit) {
      values = Arrays.copyOf(values, Math.min(exactLimit, size * 2));
    } else {
      toHistogram();
    }
    values[size++] = (int) us;
  }

  private void tell(long us) {
    sum += us;
    min = Math.min(min, us);
    max = Math.max(max, us);
  }

  private void toHistogram() {
    if (histogram == null) {
      histogram = new IntCountsHistogram(digits);
      histogram.setAutoResize(true);
    }
    settle();
    if (values.length != WAITING) {
      values = new int[WAITING];
    }
  }

  /** Counts what was added since. */
  private void settle() {
    for (; told < size; told++) {
      tell(values[told]);
    }
    if (histogram != null) {
      for (int i = 0; i < size; i++) {
        histogram.recordValue(values[i]);
      }
      size = 0;
      told = 0;
      sorted = 0;
    }
  }

  /** Adds all that the other one holds. */
  public void add(Quantiles other) {
    if (other.count() == 0) {
      return;
    }
    settle();
    other.settle();
    boolean exact = histogram == null && other.histogram == null;
    if (!exact || size + other.size > exactLimit) {
      toHistogram();
    }
    if (other.histogram != null) {
      histogram.add(other.histogram);
    } else if (histogram != null) {
      for (int i = 0; i < other.size; i++) {
        histogram.recordValue(other.values[i]);
      }
    } else {
      values = Arrays.copyOf(values, Math.max(8, size + other.size));
      System.arraycopy(other.values, 0, values, size, other.size);
      size += other.size;
      told = size;
    }
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** How many. */
  public long count() {
    return histogram == null ? size : histogram.getTotalCount() + size;
  }

  /** The exact sum, microseconds. */
  public long sum() {
    settle();
    return sum;
  }

  /** The mean in microseconds, NaN of none. */
  public double mean() {
    return count() == 0 ? Double.NaN : (double) sum() / count();
  }

  /** The smallest value in microseconds, exact; NaN of none. */
  public double min() {
    settle();
    return count() == 0 ? Double.NaN : min;
  }

  /** The largest value in microseconds, exact; NaN of none. */
  public double max() {
    settle();
    return count() == 0 ? Double.NaN : max;
  }

  /**
   * A percentile in microseconds by nearest rank, NaN of none.
   *
   * @param percent above 0, at most 100
   */
  public double percentile(double percent) {
    long count = count();
    if (count == 0) {
      return Double.NaN;
    }
    settle();
    if (percent >= 100) {
      return max;
    }
    if (histogram != null) {
      return Math.min(max, histogram.getValueAtPercentile(percent));
    }
    sort();
    // The epsilon keeps 99.9 % of 1000 at rank 999, where binary fractions would give 1000.
    long rank = (long) Math.ceil(percent / 100 * count - 1e-9 * count);
    return values[(int) Math.max(1, Math.min(rank, count)) - 1];
  }

  /** How many do not exceed a value in microseconds. */
  public long countUpTo(double us) {
    if (us < 0 || count() == 0) {
      return 0;
    }
    settle();
    if (us >= max) {
      return count();
    }
    if (histogram != null) {
      return histogram.getCountBetweenValues(0, (long) us);
    }
    sort();
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= us) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Receives values in rising order. */
  @FunctionalInterface
  public interface Consumer {
    /** Takes a value in microseconds and how often it came. */
    void value(long us, long count);
  }

  /** Hands over all values in rising order. */
  public void forEach(Consumer consumer) {
    settle();
    if (histogram != null) {
      for (HistogramIterationValue value : histogram.recordedValues()) {
        consumer.value(
            Math.min(max, value.getValueIteratedTo()), value.getCountAddedInThisIterationStep());
      }
      return;
    }
    sort();
    for (int i = 0; i < size; ) {
      int from = i;
      while (i < size && values[i] == values[from]) {
        i++;
      }
      consumer.value(values[from], i - from);
    }
  }

  private void sort() {
    if (sorted < size) {
      Arrays.sort(values, 0, size);
      sorted = size;
    }
  }
}
