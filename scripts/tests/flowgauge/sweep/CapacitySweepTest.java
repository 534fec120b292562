package flowgauge.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Limit;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.grid.CapacityCell;
import flowgauge.analyze.grid.CapacityGrid;
import flowgauge.analyze.grid.CapacityGridReader;
import flowgauge.analyze.grid.CapacityGridText;
import flowgauge.analyze.grid.GridCell.Standing;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.simulate.Machine;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.record.RunFolder;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of capacities over simulated servers whose capacity is known. */
class CapacitySweepTest {
  private static final long SEED = 4;
  private static final List<String> KEPT = List.of("p95 < 2s", "failures < 1%");

  @TempDir Path folder;

  /** A search that knows its answer: 2.5 users a request thread, and no more than 150. */
  private static final class Knowing implements SweepRun.Command {
    final List<List<String>> calls = new ArrayList<>();
    private final End asgi;

    Knowing(End asgi) {
      this.asgi = asgi;
    }

    @Override
    public int execute(String... args) {
      List<String> all = List.of(args);
      calls.add(all);
      boolean bounded = all.contains("--threads");
      int workers = Integer.parseInt(after(all, "--workers"));
      int threads = bounded ? Integer.parseInt(after(all, "--threads")) : 1;
      double users = Math.min(150, Math.floor(2.5 * workers * threads));
      try {
        RunFolder run =
            SimulatedRun.write(
                Path.of(after(all, "--out")),
                Setting.closed(
                    args[0],
                    new Machine(args[0].substring(0, 4), workers, threads, 4, 8),
                    (int) users,
                    100,
                    30),
                SEED);
        capacity(bounded ? End.FOUND : asgi, users).write(run, args[0]);
        return !bounded && asgi == End.FIRST_BREAKS ? 3 : 0;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private record Known(Capacity capacity) {
      void write(RunFolder run, String scenario) throws IOException {
        new CapacityFile(CapacityFile.SCHEMA, Map.of(scenario, capacity)).write(run);
      }
    }

    private static Known capacity(End end, double users) {
      Step step =
          new Step(
              1,
              Step.Purpose.CONFIRM,
              users,
              0,
              5,
              30,
              true,
              100,
              20,
              20,
              new Step.Times(1300, 1500, 1600),
              0,
              List.of(),
              Step.Verdict.KEPT,
              Optional.empty());
      boolean open = end == End.NONE_BREAKS;
      Found found =
          new Found(
              users,
              open ? users : users - 1,
              open ? Double.POSITIVE_INFINITY : users + 1,
              20,
              20,
              !open,
              Optional.empty());
      boolean none = end == End.FIRST_BREAKS || end == End.OUT_OF_TIME;
      return new Known(
          new Capacity(
              Model.USERS,
              KEPT,
              0.95,
              end,
              "",
              none ? Optional.empty() : Optional.of(found),
              List.of(step),
              none
                  ? Optional.empty()
                  : Optional.of(new Limit(1, Limiter.Name.SERVER_THREADS, "threads")),
              Optional.empty()));
    }

    private static String after(List<String> all, String option) {
      return all.get(all.indexOf(option) + 1);
    }
  }

  private SweepInfo plan(int repeats) throws IOException {
    return plan(repeats, KEPT);
  }

  private SweepInfo plan(int repeats, List<String> objectives) throws IOException {
    List<Cell> cells =
        SweepOrder.of(
            List.of("wsgi-sync", "asgi-async"), List.of(4, 8), List.of(2, 8), repeats, SEED);
    SweepInfo plan =
        new SweepInfo(SweepInfo.SCHEMA, Instant.EPOCH, SEED, 0, Optional.of(objectives), cells);
    plan.write(folder);
    return SweepInfo.read(folder);
  }

  private static CapacityCell cell(CapacityGrid grid, String name) {
    return grid.cells().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theCheapestWithinFivePercentOfTheHighestIsTaken() throws IOException {
    Knowing search = new Knowing(End.FIRST_BREAKS);
    assertEquals(0, new SweepRun(folder, plan(2), List.of("--step", "20s"), search).execute());
    for (List<String> call : search.calls) {
      assertTrue(
          call.containsAll(List.of("--slo", "p95 < 2s", "failures < 1%", "--step")), "" + call);
      assertFalse(call.contains("--users"), "" + call);
    }
    CapacityGrid grid = CapacityGridReader.read(folder);
    assertEquals(Optional.of(Model.USERS), grid.model());
    assertEquals(20, cell(grid, "wsgi-sync 4x2").load(), 1e-9);
    assertEquals(Optional.of(Standing.BELOW), cell(grid, "wsgi-sync 4x2").standing());
    // 4 x 8 threads take 80 users, 8 x 8 take 150: nothing else is near.
    assertEquals(Optional.of("wsgi-sync 8x8"), grid.take());
    assertEquals(150, cell(grid, "wsgi-sync 8x8").load(), 1e-9);
    assertTrue(cell(grid, "wsgi-sync 8x8").low() < 150 && 150 < cell(grid, "wsgi-sync 8x8").high());
    assertEquals(List.of("server threads"), cell(grid, "wsgi-sync 8x8").limitedBy());
    assertEquals(1e8, cell(grid, "wsgi-sync 8x8").memoryBytes(), 1);
    assertEquals(0, cell(grid, "asgi-async 8 workers").load());
    assertTrue(CapacityGridText.of(grid).contains("the lowest load breaks an objective already"));
    SweepCharts.write(folder, grid);
    assertTrue(Files.size(folder.resolve("charts/capacity-grid.png")) > 10_000);
  }

  @Test
  void whatNoLoadBreaksIsAtLeastSoMuch() throws IOException {
    assertEquals(
        0, new SweepRun(folder, plan(1), List.of(), new Knowing(End.NONE_BREAKS)).execute());
    CapacityGrid grid = CapacityGridReader.read(folder);
    String text = CapacityGridText.of(grid);
    assertEquals(Double.POSITIVE_INFINITY, cell(grid, "asgi-async 8 workers").high());
    assertTrue(text.contains("at least 20"), text);
    assertTrue(text.contains("raise --max"), text);
    assertEquals(Optional.of("wsgi-sync 8x8"), grid.take());
  }

  @Test
  void aSearchThatCameToNothingIsNotSaidToBreak() throws IOException {
    SweepInfo plan = plan(1, List.of("p95 < 2s"));
    assertEquals(0, new SweepRun(folder, plan, List.of(), new Knowing(End.OUT_OF_TIME)).execute());
    CapacityGrid grid = CapacityGridReader.read(folder);
    assertEquals(KEPT, grid.objectives(), "what the search added is kept as well");
    assertEquals(Double.NaN, cell(grid, "asgi-async 8 workers").load());
    String text = CapacityGridText.of(grid);
    assertTrue(text.contains("not found"), text);
    assertFalse(text.contains("no load keeps"), text);
    assertEquals(Optional.of("wsgi-sync 8x8"), grid.take());
  }

  @Test
  void aSearchThatWasStoppedIsGoneOnWith() throws IOException {
    SweepInfo plan = plan(1);
    Knowing search = new Knowing(End.FOUND);
    assertEquals(0, new SweepRun(folder, plan, List.of(), search).execute());
    Path stopped = folder.resolve(plan.cells().get(2).name());
    Files.delete(stopped.resolve("run.json"));
    Knowing rest = new Knowing(End.FOUND);
    assertEquals(0, new SweepRun(folder, plan, List.of(), rest).execute());
    assertEquals(1, rest.calls.size());
    assertTrue(rest.calls.get(0).contains(plan.cells().get(2).name()));
    assertEquals(6, CapacityGridReader.read(folder).cells().size());
  }
}
