package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a search goes and ends, on simulated servers. */
class SearchTest {
  private static final long SEED = 4;
  private static final int ANY = Integer.MAX_VALUE;

  private static SimulatedBed bed(int slots, double seconds, Model model) {
    return new SimulatedBed(
        new SimulatedBed.Server(slots, ANY, random -> seconds, random -> 0.1), model, SEED);
  }

  private static Search.Result search(SimulatedBed bed, Model model, String slo, double most)
      throws InterruptedException {
    return search(bed, model, slo, most, 1e6);
  }

  private static Search.Result search(
      SimulatedBed bed, Model model, String slo, double most, double budget)
      throws InterruptedException {
    return new Search(ask(model, slo, 1, 1, most, budget), bed, SearchCoverageTest.QUIET).run();
  }

  private static Ask ask(
      Model model, String slo, double start, double least, double most, double budget) {
    return new Ask(
        model,
        List.of(Objective.of(slo), Objective.FEW_FAILURES),
        0.95,
        0.05,
        start,
        least,
        most,
        20,
        budget);
  }

  private static List<Purpose> purposes(Search.Result result) {
    return result.steps().stream().map(Step::purpose).distinct().toList();
  }

  @Test
  void goesUpClosesInConfirmsAndComesFromAbove() throws InterruptedException {
    Search.Result result = search(bed(4, 0.05, Model.USERS), Model.USERS, "p95 < 150ms", 1_000);
    assertEquals(End.FOUND, result.end());
    assertEquals(
        List.of(
            Purpose.GROW, Purpose.CLOSE_IN, Purpose.CONFIRM, Purpose.BEYOND, Purpose.FROM_ABOVE),
        purposes(result));
    assertTrue(result.found().orElseThrow().confirmed());
    // users in a closed loop of 4 slots of 50 ms wait no longer than 150 ms up to 80 x (0.15 + 0.1)
    assertEquals(20, result.found().get().load(), 1);
    for (int i = 1; i < result.steps().size(); i++) {
      assertTrue(
          result.steps().get(i).startSeconds() >= result.steps().get(i - 1).untilSeconds(),
          "one after the other");
    }
  }

  /**
   * Of a load that keeps its objective 95 % are good, and hardly ever less than 70 %, as of an
   * unclear step beyond it.
   */
  @Test
  void theGoodputIsOfAStepNearTheLoadFound() throws InterruptedException {
    int few = 0;
    for (long seed = 1; seed <= 60; seed++) {
      SimulatedBed server =
          new SimulatedBed(
              new SimulatedBed.Server(8, ANY, random -> 1.25, random -> 0), Model.RATE, seed);
      Ask ask = ask(Model.RATE, "p95 < 3s", 0.4, 0.01, 1e6, 300);
      Search.Result result = new Search(ask, server, SearchCoverageTest.QUIET).run();
      Capacity.Found found = result.found().orElseThrow();
      few += found.goodputPerSecond() < 0.7 * found.load() ? 1 : 0;
    }
    assertTrue(few <= 3, few + " of 60");
  }

  @Test
  void endsWhereTheLowestLoadBreaks() throws InterruptedException {
    Search.Result result = search(bed(4, 0.2, Model.USERS), Model.USERS, "p95 < 100ms", 1_000);
    assertEquals(End.FIRST_BREAKS, result.end());
    assertFalse(result.found().isPresent());
    assertEquals(1, result.steps().size());
  }

  @Test
  void endsWhereNoneBreaks() throws InterruptedException {
    Search.Result result = search(bed(400, 0.05, Model.USERS), Model.USERS, "p95 < 1s", 50);
    assertEquals(End.NONE_BREAKS, result.end());
    assertEquals(50, result.found().orElseThrow().load());
    assertTrue(Double.isInfinite(result.found().get().high()));
  }

  @Test
  void endsAtAHighestRateOfAnyDigits() throws InterruptedException {
    Search.Result result = search(bed(400, 0.05, Model.RATE), Model.RATE, "p95 < 1s", 12.34);
    assertEquals(End.NONE_BREAKS, result.end());
    assertEquals(12.34, result.found().orElseThrow().load());
    assertEquals(List.of(1.0, 2.0, 4.0, 8.0, 12.34), loads(result));
  }

  @Test
  void endsAtALowestRateOfAnyDigits() throws InterruptedException {
    Ask ask = ask(Model.RATE, "p95 < 100ms", 1, 0.2611, 1_000, 1e6);
    Search.Result result = new Search(ask, bed(4, 0.2, Model.RATE), SearchCoverageTest.QUIET).run();
    assertEquals(End.FIRST_BREAKS, result.end());
    assertEquals(List.of(1.0, 0.5, 0.2611), loads(result));
  }

  private static List<Double> loads(Search.Result result) {
    return result.steps().stream().map(Step::load).toList();
  }

  @Test
  void takesNoStepWithoutAnAnswerForKept() throws InterruptedException {
    // an answer takes longer than a step and its drain, and no objective bounds times
    SimulatedBed bed = bed(ANY, 100, Model.USERS);
    Ask ask =
        new Ask(Model.USERS, List.of(Objective.FEW_FAILURES), 0.95, 0.05, 1, 1, 1_000, 20, 1e6);
    Search.Result result = new Search(ask, bed, SearchCoverageTest.QUIET).run();
    assertEquals(End.ONLY_FAILURES, result.end());
    assertEquals(List.of(Purpose.GROW, Purpose.PROBE), purposes(result));
    assertFalse(result.found().isPresent());
    assertEquals(
        "no answer came back within a step's time",
        CapacityText.sentence(Model.USERS, List.of("failures < 1%"), 0.95, result));
  }

  @Test
  void saysWhatIsKnownWhenTimeIsUp() throws InterruptedException {
    Search.Result none = new Search.Result(End.OUT_OF_TIME, Optional.empty(), List.of());
    assertEquals(
        "the time given was up; so far: nothing is known of the capacity",
        CapacityText.sentence(Model.USERS, List.of("p95 < 2s"), 0.95, none));
    Search.Result gone =
        search(bed(4, 0.05, Model.USERS).dyingAt(15), Model.USERS, "p95 < 150ms", 1_000);
    String said = CapacityText.sentence(Model.USERS, List.of("p95 < 150ms"), 0.95, gone);
    assertTrue(said.startsWith("nothing was served any more, not with 1 user again"), said);
  }

  @Test
  void tellsAServerThatIsGoneFromOneThatNeverAnswered() throws InterruptedException {
    assertEquals(
        End.SERVER_GONE,
        search(bed(4, 0.05, Model.USERS).dyingAt(15), Model.USERS, "p95 < 150ms", 1_000).end());
    assertEquals(
        End.ONLY_FAILURES,
        search(bed(4, 0.05, Model.USERS).dyingAt(0), Model.USERS, "p95 < 150ms", 1_000).end());
  }

  @Test
  void endsWithItsBudget() throws InterruptedException {
    SimulatedBed bed = bed(4, 0.05, Model.USERS);
    Search.Result result = search(bed, Model.USERS, "p95 < 150ms", 1_000, 12);
    assertEquals(End.OUT_OF_TIME, result.end());
    assertTrue(bed.now() < 25, "a step and its drain at most beyond it");
  }

  @Test
  void anObjectiveSaysWhatIsKept() {
    Objective objective = Objective.of(" p95 < 2s ");
    assertEquals(0.05, objective.allowed(), 1e-12);
    assertEquals(2e6, objective.boundUs());
    assertEquals(0.01, Objective.of("failures < 1%").allowed(), 1e-12);
    for (String wrong : List.of("p95 > 2s", "mean < 1s", "p100 < 2s", "throughput < 5", "?")) {
      assertThrows(IllegalArgumentException.class, () -> Objective.of(wrong), wrong);
    }
  }
}
