package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;
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

  /** Eight are served as ever and one may wait, a tenth is refused: there is no slope to follow. */
  @Test
  void aCliffIsFoundWhereItIs() throws InterruptedException {
    Search.Result result = search(bed(8, 1));
    assertEquals(End.FOUND, result.end());
    Found found = result.found().orElseThrow();
    // nine users are never refused; 27 fill nine places for good
    assertTrue(9 <= found.load() && found.load() <= 27, said(result));
    assertTrue(said(result).endsWith("keep p95 < 150ms, failures < 1%"), said(result));
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
