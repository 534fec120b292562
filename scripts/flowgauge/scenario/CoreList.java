package flowgauge.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Numbers of CPU cores, as the kernel counts them from 0. Its text is the kernel's: {@code 0-5,7}.
 *
 * @param numbers rising, at least one
 */
public record CoreList(List<Integer> numbers) {
  /** More than any kernel counts. */
  private static final int MOST = 8192;

  private static final Pattern TEXT =
      Pattern.compile("\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*");

  /**
   * Reads {@code 0-5,7}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static CoreList of(String text) {
    SortedSet<Integer> numbers = new TreeSet<>();
    String stripped = text.strip();
    if (TEXT.matcher(stripped).matches()) {
      for (String part : stripped.split(",")) {
        String[] ends = part.split("-");
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int i = Integer.parseInt(ends[0]); i <= Math.min(last, MOST); i++) {
          numbers.add(i);
        }
      }
    }
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' names no cores; write for example 0-5 or 0,2");
    }
    return new CoreList(List.copyOf(numbers));
  }

  /** These without some; empty if none is left. */
  public List<Integer> without(Collection<Integer> others) {
    List<Integer> left = new ArrayList<>(numbers);
    left.removeAll(others);
    return left;
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); i++) {
      int from = numbers.get(i);
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      int to = numbers.get(i);
      text.append(text.isEmpty() ? "" : ",").append(from).append(to > from ? "-" + to : "");
    }
    return text.toString();
  }
}
