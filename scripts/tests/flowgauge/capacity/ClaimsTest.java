package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {
  private static final double SERVICE = 0.05;
  private static final double ALLOWED = 0.05;

  /** 300 of 6,000 lie beyond: as many as are allowed. */
  private static final Share AS_ALLOWED = new Share(6_000, 300, 1, Double.POSITIVE_INFINITY);

  private static final Share NONE = new Share(6_000, 0, 1, Double.POSITIVE_INFINITY);

  @Test
  void withoutAClaimItIsTheSharesOwn() {
    double own = new Share(6_000, 400, 1, Double.POSITIVE_INFINITY).likelihood(ALLOWED);
    Claims claims = new Claims(new Share(6_000, 400, 1, Double.POSITIVE_INFINITY), ALLOWED);
    assertEquals(own, claims.likelihood(0), 1e-6);
  }

  /** A claim of five may be off by most of it, but never by its sign. */
  @Test
  void aFarStepTellsItsSideAndNoMore() {
    Claims none = new Claims(NONE, ALLOWED);
    assertTrue(none.likelihood(-15) > -1, "below the capacity: " + none.likelihood(-15));
    assertTrue(none.likelihood(15) < -100, "above it: " + none.likelihood(15));
    double exact = AS_ALLOWED.likelihood(Claims.share(ALLOWED, -5));
    double claimed = new Claims(AS_ALLOWED, ALLOWED).likelihood(-5);
    assertTrue(claimed > exact / 20, claimed + " of " + exact);
  }

  @Test
  void aSmallClaimIsNearlyExact() {
    double exact = AS_ALLOWED.likelihood(Claims.share(ALLOWED, 0.2));
    assertEquals(exact, new Claims(AS_ALLOWED, ALLOWED).likelihood(0.2), 0.15 * -exact);
  }

  static Stream<Arguments> queues() {
    return Stream.of(
        open(1, 0.25, 0.05),
        open(2, 0.25, 0.05),
        open(2, 0.4, 0.01),
        open(8, 0.25, 0.05),
        open(8, 0.4, 0.01),
        open(8, 0.06, 0.5),
        open(32, 0.25, 0.05),
        Arguments.of(
            "M/M/8/18",
            (DoubleUnaryOperator) rate -> Queues.refused(8, 10, rate * SERVICE),
            0.01,
            320.0),
        closed(0.25, 0.05),
        closed(0.4, 0.01),
        closed(0.08, 0.5));
  }

  private static Arguments open(int slots, double time, double allowed) {
    return Arguments.of(
        "M/M/%d, %s s".formatted(slots, time),
        (DoubleUnaryOperator) rate -> Queues.openBeyond(slots, SERVICE, rate, time),
        allowed,
        slots / SERVICE * 0.9999);
  }

  /** Between whole numbers of users the logit is taken to be straight. */
  private static Arguments closed(double time, double allowed) {
    DoubleUnaryOperator beyond =
        users -> {
          int whole = (int) users;
          double low = logit(Queues.closedBeyond(5, SERVICE, 0.5, whole, time));
          double high = logit(Queues.closedBeyond(5, SERVICE, 0.5, whole + 1, time));
          return 1 / (1 + Math.exp(-(low + (users - whole) * (high - low))));
        };
    return Arguments.of("M/M/5//N, %s s".formatted(time), beyond, allowed, 100.0);
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }

  /** The slope at the capacity against the curve, where that slope says one more or less. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("queues")
  void queuesDepartByNoMoreThanHalfOfWhatTheSlopeSays(
      String name, DoubleUnaryOperator beyond, double allowed, double below) {
    double capacity = Queues.highest(beyond, allowed, below);
    double apart = 0.02;
    double at = logit(beyond.applyAsDouble(capacity));
    double slope =
        (logit(beyond.applyAsDouble(capacity * Math.exp(apart)))
                - logit(beyond.applyAsDouble(capacity * Math.exp(-apart))))
            / (2 * apart);
    for (double rise : new double[] {-1, 1}) {
      double load = capacity * Math.exp(rise / slope);
      if (load < below) {
        double off = logit(beyond.applyAsDouble(load)) - at - rise;
        System.out.printf("%s: slope %.1f, rise %+.0f, off %+.2f%n", name, slope, rise, off);
        assertTrue(Math.abs(off) <= 0.5, name + " is off by " + off);
      }
    }
  }
}
