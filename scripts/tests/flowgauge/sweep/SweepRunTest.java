package flowgauge.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.grid.Grid;
import flowgauge.analyze.grid.GridCell;
import flowgauge.analyze.grid.GridReader;
import flowgauge.analyze.grid.GridText;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep over simulated servers: its order, what a kill leaves, and what the table says. */
class SweepRunTest {
  private static final int USERS = 40;
  private static final long SEED = 3;

  @TempDir Path folder;

  /** A bench that simulates, and is killed at a given call. */
  private static final class Simulating implements SweepRun.Command {
    final List<List<String>> calls = new ArrayList<>();
    private final int killedAt;

    Simulating(int killedAt) {
      this.killedAt = killedAt;
    }

    @Override
    public int execute(String... args) {
      List<String> all = List.of(args);
      calls.add(all);
      Path out = Path.of(after(all, "--out"));
      try {
        if (calls.size() == killedAt) {
          Files.createDirectories(out.resolve(args[0]));
          Files.writeString(out.resolve(args[0]).resolve("samples.csv"), "request,us");
          throw new IllegalStateException("killed");
        }
        int threads = all.contains("--threads") ? Integer.parseInt(after(all, "--threads")) : 1;
        int workers = Integer.parseInt(after(all, "--workers"));
        String engine = args[0].substring(0, 4);
        Setting setting =
            Setting.closed(
                args[0],
                engine,
                workers,
                threads,
                4,
                8,
                Integer.parseInt(after(all, "--users")),
                100,
                120);
        SimulatedRun.write(out, setting, out.getFileName().toString().hashCode());
        return 0;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static String after(List<String> all, String option) {
      return all.get(all.indexOf(option) + 1);
    }
  }

  private static SweepInfo plan(Path folder, int repeats) throws IOException {
    Files.createDirectories(folder);
    List<Cell> cells =
        SweepOrder.of(
            List.of("wsgi-sync", "asgi-async"), List.of(4, 8), List.of(2, 4, 8), repeats, SEED);
    SweepInfo plan =
        new SweepInfo(SweepInfo.SCHEMA, Instant.EPOCH, SEED, USERS, Optional.empty(), cells);
    plan.write(folder);
    return plan;
  }

  @Test
  void eachRepeatHasEverySettingOnceInAnOrderOfItsOwn() {
    List<Cell> cells =
        SweepOrder.of(
            List.of("wsgi-sync", "asgi-async"), List.of(1, 2, 4), List.of(1, 4, 8), 2, SEED);
    assertEquals(24, cells.size());
    List<String> first = settings(cells.subList(0, 12));
    List<String> second = settings(cells.subList(12, 24));
    assertNotEquals(first, second);
    assertEquals(first.stream().sorted().toList(), second.stream().sorted().toList());
    assertEquals(
        cells,
        SweepOrder.of(
            List.of("wsgi-sync", "asgi-async"), List.of(1, 2, 4), List.of(1, 4, 8), 2, SEED));
  }

  private static List<String> settings(List<Cell> cells) {
    return cells.stream().map(c -> c.subject() + c.workers() + "x" + c.threads()).toList();
  }

  @Test
  void killedInTheMiddleAndResumedGivesTheSameTable() throws IOException {
    Path whole = folder.resolve("whole");
    SweepInfo plan = plan(whole, 1);
    assertEquals(0, new SweepRun(whole, plan, List.of(), new Simulating(0)).execute());
    Path cut = folder.resolve("cut");
    SweepInfo again = plan(cut, 1);
    SweepRun killed = new SweepRun(cut, again, List.of(), new Simulating(4));
    assertThrows(IllegalStateException.class, killed::execute);
    Grid half = GridReader.read(cut);
    assertEquals(3, half.cells().stream().filter(c -> c.repeats() > 0).count());
    Simulating rest = new Simulating(0);
    assertEquals(
        0, new SweepRun(cut, SweepInfo.read(cut), List.of("--baseline", "0"), rest).execute());
    assertEquals(5, rest.calls.size());
    assertTrue(rest.calls.get(0).containsAll(List.of("--baseline", "0")));
    assertEquals(GridText.of(GridReader.read(whole)), GridText.of(GridReader.read(cut)));
    try (Stream<Path> children = Files.list(cut)) {
      assertEquals(
          1, children.filter(c -> c.getFileName().toString().startsWith("interrupted-1-")).count());
    }
  }

  @Test
  void whatIsWithinFivePercentIsTheCheapestThatSurelyIs() throws IOException {
    SweepInfo plan = plan(folder, 2);
    assertEquals(0, new SweepRun(folder, plan, List.of(), new Simulating(0)).execute());
    Grid grid = GridReader.read(folder);
    System.out.println(GridText.of(grid));
    GridCell few = cell(grid, "wsgi-sync 4x2");
    GridCell many = cell(grid, "wsgi-sync 8x8");
    // 8 slots serve 6.4 req/s, 40 users ask for 14.5.
    assertEquals(6.4, few.perSecond(), 0.2);
    assertEquals(14.5, many.perSecond(), 0.4);
    assertEquals(GridCell.Standing.BELOW, few.standing().orElseThrow());
    assertEquals(GridCell.Standing.WITHIN, many.standing().orElseThrow());
    GridCell take = cell(grid, grid.take().orElseThrow());
    assertEquals(GridCell.Standing.WITHIN, take.standing().orElseThrow());
    // All use the same memory here: the fewest threads that serve all 40 users decide.
    assertTrue(take.workers() * Math.max(1, take.threads()) <= 32, take.name());
    assertEquals(8, grid.predicted());
    assertTrue(grid.throughputWithin() >= 7, GridText.of(grid));
  }

  private static GridCell cell(Grid grid, String name) {
    return grid.cells().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void benchThatRefusesItsOptionsEndsTheSweep() throws IOException {
    SweepInfo plan = plan(folder, 1);
    List<String> calls = new ArrayList<>();
    int code =
        new SweepRun(
                folder,
                plan,
                List.of("--nonsense"),
                args -> {
                  calls.add(String.join(" ", args));
                  return 2;
                })
            .execute();
    assertEquals(2, code);
    assertEquals(1, calls.size());
  }

  @Test
  void aBrokenPlanIsToldInOneLine() throws IOException {
    assertTrue(
        assertThrows(IOException.class, () -> SweepInfo.read(folder))
            .getMessage()
            .contains("is not a sweep's folder"));
    for (String text : List.of("{", "null", "{\"schema\": 1}", "{\"schema\":1,\"cells\":[null]}")) {
      Files.writeString(folder.resolve(SweepInfo.NAME), text);
      String message = assertThrows(IOException.class, () -> SweepInfo.read(folder)).getMessage();
      assertEquals(1, message.lines().count(), message);
    }
  }
}
