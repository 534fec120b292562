import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Turns of two sides, one after the other: two of them are a pair, and who goes first in it changes
 * from pair to pair, so that a steady drift raises every other ratio by what it lowers the rest.
 *
 * @param <T> what came out of a turn
 */
final class PairedTurns<T> {
  private final List<T> turns = new ArrayList<>();

  /** Whether the turn that comes next is the first side's. */
  boolean firstSideIsNext() {
    return firstSide(turns.size());
  }

  private static boolean firstSide(int turn) {
    return turn % 4 == 0 || turn % 4 == 3;
  }

  /** Adds what came out of the next turn. */
  void add(T turn) {
    turns.add(turn);
  }

  /** All turns, in order. */
  List<T> all() {
    return List.copyOf(turns);
  }

  /** The turns of the first side, in order. */
  List<T> ofFirstSide() {
    return IntStream.range(0, turns.size())
        .filter(PairedTurns::firstSide)
        .mapToObj(turns::get)
        .toList();
  }

  /** A figure of the first side over the second's, of each pair that is whole. */
  double[] ratios(ToDoubleFunction<T> figure) {
    return IntStream.range(0, turns.size() / 2)
        .mapToDouble(pair -> ratio(figure, 2 * pair, firstSide(2 * pair)))
        .toArray();
  }

  /**
   * A figure of two turns of one side that lie next to each other, the last of a pair and the first
   * of the next, in the same way: what equal things differ by. There is none of a single pair.
   */
  double[] ratiosOfEqualSides(ToDoubleFunction<T> figure) {
    return IntStream.range(0, (turns.size() - 1) / 2)
        .mapToDouble(gap -> ratio(figure, 2 * gap + 1, gap % 2 == 0))
        .toArray();
  }

  /** Of a turn over the one behind it, or the reverse. */
  private double ratio(ToDoubleFunction<T> figure, int turn, boolean inOrder) {
    double earlier = figure.applyAsDouble(turns.get(turn));
    double later = figure.applyAsDouble(turns.get(turn + 1));
    return inOrder ? earlier / later : later / earlier;
  }
}
