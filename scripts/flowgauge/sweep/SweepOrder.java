package flowgauge.sweep;

import flowgauge.record.SweepInfo.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The cells of a grid in blocks: each repeat has every setting once, in an order of its own, drawn
 * by a seed. What changes with time then falls on all settings alike, and repeats tell how much it
 * does.
 *
 * <p>Source: randomized complete blocks, R. A. Fisher, The Design of Experiments, 1935.
 */
public final class SweepOrder {
  private SweepOrder() {}

  /**
   * The order.
   *
   * @param subjects scenarios or engines; those that {@code asgi} begins take no threads
   * @param repeats at least 1
   */
  public static List<Cell> of(
      List<String> subjects, List<Integer> workers, List<Integer> threads, int repeats, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Cell> order = new ArrayList<>();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      List<Cell> block = new ArrayList<>();
      for (String subject : subjects) {
        for (int w : workers) {
          if (subject.startsWith("asgi")) {
            block.add(new Cell("r%d-%s-%d".formatted(repeat, subject, w), repeat, subject, w, 0));
          } else {
            for (int t : threads) {
              String name = "r%d-%s-%dx%d".formatted(repeat, subject, w, t);
              block.add(new Cell(name, repeat, subject, w, t));
            }
          }
        }
      }
      for (int i = block.size() - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        Cell kept = block.get(i);
        block.set(i, block.get(j));
        block.set(j, kept);
      }
      order.addAll(block);
    }
    return order;
  }
}
