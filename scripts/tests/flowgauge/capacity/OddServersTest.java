package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Servers that no queue describes, simulated: each search ends in one true line. */
class OddServersTest {
  private static final long SEED = 9;
  private static final int ANY = Integer.MAX_VALUE;
  private static final List<String> TEXTS = List.of("p95 < 150ms", "failures < 1%");

  /** Takes 50 ms, and users rest for 100 ms. */
  private static SimulatedBed bed(int slots, int room) {
    return new SimulatedBed(
        new SimulatedBed.Server(slots, room, random -> 0.05, random -> 0.1), Model.USERS, SEED);
  }

  private static Search.Result search(SimulatedBed bed) throws InterruptedException {
    List<Objective> objectives = TEXTS.stream().map(Objective::of).toList();
    Ask ask = new Ask(Model.USERS, objectives, 0.95, 0.05, 1, 1, 1_000, 20, 900);
    return new Search(ask, bed, SearchCoverageTest.QUIET).run();
  }

  private static String said(Search.Result result) {
    return CapacityText.sentence(Model.USERS, TEXTS, 0.95, result);
  }

  /** One slot and no rest: a second user waits for the first. */
  @Test
  void oneUserIsAllThatAServerTakes() throws InterruptedException {
    SimulatedBed bed =
        new SimulatedBed(
            new SimulatedBed.Server(1, ANY, random -> 0.1, random -> 0), Model.USERS, SEED);
    Search.Result result = search(bed);
    assertEquals(End.FOUND, result.end());
    assertEquals(1, result.found().orElseThrow().load());
    assertTrue(said(result).startsWith("1 user (95 % sure: 1 to 1) keeps "), said(result));
  }

  /**
   * Eight are served as ever and one may wait, a tenth is refused: there is no slope to follow, and
   * users who rest for as long each may fall into step or not, so that steps may differ.
   */
  @Test
  void aCliffIsFoundWhereItIs() throws InterruptedException {
    Search.Result result = search(bed(8, 1));
    assertEquals(End.FOUND, result.end());
    Found found = result.found().orElseThrow();
    // nine users are never refused; 27 fill nine places for good
    assertTrue(9 <= found.load() && found.load() <= 27, said(result));
    assertTrue(said(result).contains(") keep p95 < 150ms, failures < 1%"), said(result));
  }

  @Test
  void stepsThatDifferByChanceAreTold() throws InterruptedException {
    List<String> texts = List.of("p95 < 5s", "failures < 1%");
    List<Objective> objectives = texts.stream().map(Objective::of).toList();
    Ask ask = new Ask(Model.USERS, objectives, 0.95, 0.05, 1, 1, 1_000, 60, 900);
    List<String> told = new ArrayList<>();
    for (long seed = 1; seed <= 6; seed++) {
      Search.Result result = new Search(ask, new UnevenBed(seed), SearchCoverageTest.QUIET).run();
      told.add(CapacityText.sentence(Model.USERS, texts, 0.95, result));
    }
    // a search may meet no two steps of one load whose workers got unlike numbers of users
    String differ = "steps differ by more than each of them tells: ";
    long most = told.stream().filter(said -> said.contains(differ)).count();
    assertTrue(most >= 3, told.toString());
    assertTrue(
        told.stream()
            .filter(said -> said.contains(differ))
            .allMatch(said -> said.endsWith(", as where chance puts connections on workers")),
        told.toString());
  }

  /** Steps of few requests each that contradict each other say little together. */
  @Test
  void fewStepsThatDisagreeWidenTheInterval() {
    Estimate agreeing = estimate(0, 0, 2, 8, 20, 40);
    Estimate disagreeing = estimate(0, 0, 60, 0, 60, 0);
    assertTrue(agreeing.low() > 33 && agreeing.high() < 37, agreeing.toString());
    assertTrue(disagreeing.low() < 32 && disagreeing.high() > 37, disagreeing.toString());
    assertTrue(disagreeing.load() > 32 && disagreeing.load() < 36, disagreeing.toString());
  }

  /** Quantiles rounded outwards would have one or two numbers of users too many. */
  @Test
  void ofWholeUsersNoMoreAreToldThanTheProbabilityTakes() {
    List<Objective> objectives = List.of(Objective.of("p95 < 150ms"));
    for (int[] beyond : new int[][] {{0, 0, 2, 8, 20, 40}, {0, 0, 60, 0, 60, 0}, {0, 5, 30}}) {
      List<Estimate.Point> points = points(beyond);
      Estimate users = Estimate.ofUsers(points, objectives, 0.05);
      Estimate quantiles = Estimate.of(points, objectives, 0.05);
      DoubleBinaryOperator inside =
          (low, high) ->
              Estimate.keeps(points, objectives, low)
                  - Estimate.keeps(points, objectives, high + 1);
      String all = users + " of " + quantiles;
      assertEquals(quantiles.load(), users.load());
      assertTrue(users.low() <= users.load() && users.load() < users.high() + 1, all);
      assertTrue(inside.applyAsDouble(users.low(), users.high()) >= 0.95, all);
      assertTrue(inside.applyAsDouble(users.low() + 1, users.high()) < 0.95, all);
      assertTrue(inside.applyAsDouble(users.low(), users.high() - 1) < 0.95, all);
      assertTrue(
          users.high() - users.low() <= Math.floor(quantiles.high()) - Math.floor(quantiles.low()),
          all);
    }
  }

  private static Estimate estimate(int... beyond) {
    return Estimate.of(points(beyond), List.of(Objective.of("p95 < 150ms")), 0.05);
  }

  /** Steps with 31 users and so on, of 300 requests each so many beyond. */
  private static List<Estimate.Point> points(int... beyond) {
    List<Estimate.Point> points = new ArrayList<>();
    for (int i = 0; i < beyond.length; i++) {
      points.add(new Estimate.Point(31 + i, List.of(new Share(300, beyond[i], 5, 12))));
    }
    return points;
  }

  @Test
  void aServerThatSlowsDownMeanwhileIsToldSo() throws InterruptedException {
    Search.Result result = search(bed(8, ANY).slowing(t -> 1 + t / 60));
    assertTrue(said(result).contains("the server became slower meanwhile"), said(result));
  }

  @Test
  void aServerThatWarmsUpIsToldSo() throws InterruptedException {
    Search.Result result = search(bed(8, ANY).slowing(t -> t < 40 ? 2.5 : 1));
    assertTrue(said(result).contains("the server became faster meanwhile"), said(result));
  }

  @Test
  void aServerThatDiesIsToldWithWhatWasKnown() throws InterruptedException {
    Search.Result result = search(bed(4, ANY).dyingAt(45));
    assertEquals(End.SERVER_GONE, result.end());
    assertTrue(
        said(result)
            .matches("nothing was served any more, not with .* again either; before that: .*"),
        said(result));
  }

  @Test
  void aDriverThatIsTheLimitIsToldSo() throws InterruptedException {
    Search.Result result = search(bed(400, ANY).drivenUpTo(100));
    assertEquals(End.DRIVER, result.end());
    assertTrue(
        said(result).startsWith("the driver, not the server, is the limit: at least 64 users"),
        said(result));
  }
}
