package flowgauge.analyze.rows;

import java.util.Arrays;
import java.util.List;

/**
 * Leaves out what would count a request twice: the steps of a request that is there as a whole
 * (redirects, with times inside its own), and sums of requests that are there one by one.
 */
public final class RowFilter {
  private final List<String> labels;
  private final boolean withoutSums;
  private long[] ends = new long[16];
  private int[] wholes = new int[16];

  /** Rows left out so far, as steps of others. */
  public long steps;

  /** The same, as sums of others. */
  public long sums;

  /**
   * @param sink what was read
   * @param rows how many of them
   */
  public RowFilter(RowSink sink, long rows) {
    this.labels = sink.names();
    // Sums alone are all that a file has of its requests where it was told to keep no parts.
    this.withoutSums = rows > sink.sums && 2 * (rows - sink.sums) >= sink.summed;
    Arrays.fill(ends, -1);
  }

  /** Whether a row counts; asked in the order of the rows' starts. */
  public boolean counts(ForeignRow row) {
    if (row.sum && withoutSums) {
      sums++;
      return false;
    }
    if (row.user < 0 || row.label < 0 || row.sum) {
      return true;
    }
    if (row.user >= ends.length) {
      int before = ends.length;
      ends = Arrays.copyOf(ends, Math.max(row.user + 1, 2 * before));
      wholes = Arrays.copyOf(wholes, ends.length);
      Arrays.fill(ends, before, ends.length, -1);
    }
    if (row.step && row.endUs <= ends[row.user] && of(row.label, wholes[row.user])) {
      steps++;
      return false;
    }
    ends[row.user] = row.endUs;
    wholes[row.user] = row.label;
    return true;
  }

  private boolean of(int step, int whole) {
    String longer = labels.get(step);
    String shorter = labels.get(whole);
    return longer.startsWith(shorter) && isStep(longer.substring(shorter.length()));
  }

  /** Whether a text ends as the name of a step does: {@code -0}, {@code -0-1}. */
  public static boolean isStep(String text) {
    int at = text.length();
    while (at > 0 && text.charAt(at - 1) >= '0' && text.charAt(at - 1) <= '9') {
      at--;
    }
    return at > 0 && at < text.length() && text.charAt(at - 1) == '-';
  }
}
