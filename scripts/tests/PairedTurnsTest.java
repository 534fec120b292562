import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.statistics.MedianRatio;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Turns of two sides on a machine whose speed is known at every moment. */
class PairedTurnsTest {
  private static final double COST = 0.97;

  /**
   * Runs pairs.
   *
   * @param speed of the machine in each turn
   * @return throughputs, the first side's lower by what it costs
   */
  private static PairedTurns<Double> run(int pairs, IntToDoubleFunction speed) {
    PairedTurns<Double> turns = new PairedTurns<>();
    for (int turn = 0; turn < 2 * pairs; turn++) {
      turns.add(speed.applyAsDouble(turn) * (turns.firstSideIsNext() ? COST : 1));
    }
    return turns;
  }

  private static double median(double[] ratios) {
    return MedianRatio.of(ratios).ratio();
  }

  @Test
  void whoGoesFirstChangesFromPairToPair() {
    PairedTurns<String> turns = new PairedTurns<>();
    StringBuilder order = new StringBuilder();
    for (int turn = 0; turn < 8; turn++) {
      String side = turns.firstSideIsNext() ? "A" : "B";
      order.append(side);
      turns.add(side);
    }
    assertEquals("ABBAABBA", order.toString());
    assertEquals(List.of("A", "A", "A", "A"), turns.ofFirstSide());
  }

  @Test
  void pairsAreFirstOverSecondWhoeverWentFirst() {
    PairedTurns<Double> turns = new PairedTurns<>();
    for (double value : new double[] {6, 2, 5, 10, 9}) {
      turns.add(value);
    }
    assertArrayEquals(new double[] {3, 2}, turns.ratios(value -> value));
    assertArrayEquals(new double[] {2.0 / 5, 9.0 / 10}, turns.ratiosOfEqualSides(value -> value));
  }

  @Test
  void aSteadyDriftCancels() {
    PairedTurns<Double> turns = run(12, turn -> 100 * Math.pow(0.96, turn));
    double[] ratios = turns.ratios(value -> value);
    assertTrue(Math.abs(ratios[0] / COST - 1) > 0.04 && Math.abs(ratios[1] / COST - 1) > 0.04);
    assertEquals(COST, median(ratios), 1e-9);
    double[] equal = run(13, turn -> 100 * Math.pow(0.96, turn)).ratiosOfEqualSides(value -> value);
    assertEquals(1, median(equal), 1e-9);
  }

  /** The speed wanders by 3 % from turn to turn, and the truth is still found to 2 %. */
  @Test
  void aWanderingMachineLeavesTheTruthWithinTheInterval() {
    int found = 0;
    int held = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      double[] speed = new double[24];
      speed[0] = 100;
      for (int turn = 1; turn < speed.length; turn++) {
        speed[turn] = speed[turn - 1] * (1 + 0.06 * (random.nextDouble() - 0.5));
      }
      MedianRatio median = MedianRatio.of(run(12, turn -> speed[turn]).ratios(value -> value));
      found += Math.abs(median.ratio() / COST - 1) < 0.02 ? 1 : 0;
      held += median.low() <= COST && COST <= median.high() ? 1 : 0;
    }
    assertTrue(found > 0.95 * trials, found + " of " + trials);
    assertTrue(held > 0.9 * trials, held + " of " + trials);
  }

  @Test
  void equalTurnsTellWhatChanceAloneDoes() {
    SplittableRandom random = new SplittableRandom(7);
    PairedTurns<Double> turns = run(12, turn -> 100 + random.nextDouble());
    double[] equal = turns.ratiosOfEqualSides(value -> value);
    assertEquals(11, equal.length);
    for (double ratio : equal) {
      assertEquals(1, ratio, 0.0101); // what the sides differ by is in none of them
    }
  }

  @Test
  void aPairThatIsNotWholeCountsForNothing() {
    PairedTurns<Double> turns = new PairedTurns<>();
    turns.add(1.0);
    assertEquals(0, turns.ratios(value -> value).length);
    assertEquals(0, turns.ratiosOfEqualSides(value -> value).length);
  }
}
