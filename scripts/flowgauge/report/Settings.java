package flowgauge.report;

import flowgauge.record.LoadInfo;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was set, and on which machine. */
public final class Settings {
  private Settings() {}

  /** A row per setting, a column per scenario. */
  public static Grid scenarios(Map<String, ScenarioInfo> scenarios) {
    Map<String, Function<ScenarioInfo, String>> rows = new LinkedHashMap<>();
    rows.put("Address", it -> it.server().method() + " " + it.server().url());
    rows.put("Runtime", it -> it.server().runtime());
    rows.put("Engine", it -> known(it, it.server().engine()));
    rows.put("Flow", it -> it.server().flow().orElse("-"));
    rows.put("PromptFlow", it -> it.server().promptflow().orElse("-"));
    rows.put("Workers", it -> known(it, it.server().workers()));
    rows.put("Threads a worker", Settings::threads);
    rows.put("CPU limit (cores)", it -> known(it, it.server().cpus()));
    rows.put("Memory limit (MiB)", it -> known(it, it.server().memoryBytes().map(b -> b >> 20)));
    rows.put("Server's keep-alive (s)", it -> known(it, it.server().keepAliveSeconds()));
    rows.put("Service time as told (s)", it -> text(it.server().serviceSeconds()));
    rows.put("Mock API waits (s)", it -> mock(it.server()));
    rows.put("Load", it -> load(it.load()));
    rows.put("Wait between requests (s)", it -> range(it.load()));
    rows.put("Connections", it -> Tables.words(it.load().connections()));
    rows.put("Timeout (s)", it -> number(it.load().timeoutSeconds()));
    rows.put("Warm-up (s)", it -> number(it.load().warmUpSeconds()));
    rows.put("Drain (s)", it -> number(it.load().drainSeconds()));
    rows.put("Seed", it -> Long.toString(it.load().seed()));
    rows.put("Started", it -> it.started().toString());
    rows.put("Stopped early", it -> it.stoppedEarly().orElse("no"));
    rows.put("Server's command", it -> String.join(" ", it.server().command()));
    return table("Settings", "Setting", scenarios.keySet(), scenarios.values(), rows);
  }

  /** The machine that drove the load, and what was installed on it. */
  public static Grid host(List<RunInfo> runs) {
    Map<String, Function<RunInfo, String>> rows = new LinkedHashMap<>();
    rows.put("CPU", run -> run.host().cpuModel());
    rows.put("Cores", run -> Integer.toString(run.host().cores()));
    rows.put(
        "Memory (GiB)",
        run -> Phrases.significant(run.host().memoryBytes() / (double) (1 << 30), 3));
    rows.put("System", run -> run.host().kernel());
    rows.put(
        "flowgauge", run -> run.toolVersion() + run.commit().map(c -> " (" + c + ")").orElse(""));
    runs.stream()
        .flatMap(run -> run.versions().keySet().stream())
        .distinct()
        .sorted()
        .forEach(name -> rows.put(name, run -> run.versions().getOrDefault(name, "-")));
    List<String> names = runs.stream().map(RunInfo::name).toList();
    return table("The machine", "Host", names, runs, rows);
  }

  private static <T> Grid table(
      String caption,
      String corner,
      Collection<String> names,
      Collection<T> columns,
      Map<String, Function<T, String>> rows) {
    List<String> head = new ArrayList<>(List.of(corner));
    head.addAll(names);
    Grid grid = Grid.of(caption, head.toArray(String[]::new));
    rows.forEach(
        (name, value) -> {
          List<Grid.Cell> cells = new ArrayList<>(List.of(Grid.text(name)));
          columns.forEach(it -> cells.add(Grid.text(value.apply(it))));
          grid.rows().add(cells);
        });
    return grid;
  }

  /** A fact of the server: of one that ran already, what nobody told is unknown. */
  private static String known(ScenarioInfo it, Optional<?> value) {
    return value.isEmpty() && !it.server().ownStart() ? "unknown" : text(value);
  }

  private static String threads(ScenarioInfo it) {
    boolean without = it.server().engine().filter("asgi"::equals).isPresent();
    return known(it, it.server().threads()) + (without ? " (without effect)" : "");
  }

  private static String mock(ServerInfo server) {
    return server.mockMinSeconds().isEmpty()
        ? "-"
        : text(server.mockMinSeconds()) + " to " + text(server.mockMaxSeconds());
  }

  private static String load(LoadInfo load) {
    List<String> stages = new ArrayList<>();
    for (LoadInfo.StageInfo stage : load.stages()) {
      String what =
          stage
              .users()
              .map(
                  users ->
                      users
                          + " users"
                          + stage
                              .spawnRate()
                              .map(r -> ", " + number(r) + " new a second")
                              .orElse(""))
              .orElseGet(
                  () ->
                      text(stage.rateFrom())
                          + " to "
                          + text(stage.rateTo())
                          + " requests a second ("
                          + load.arrivals()
                          + ")");
      stages.add(what + ", for " + number(stage.seconds()) + " s");
    }
    return String.join("; then ", stages);
  }

  private static String range(LoadInfo load) {
    return number(load.waitMinSeconds()) + " to " + number(load.waitMaxSeconds());
  }

  private static String number(double value) {
    return Phrases.significant(value, 6);
  }

  private static String text(Optional<?> value) {
    return value
        .map(it -> it instanceof Double number ? number(number) : it.toString())
        .orElse("-");
  }
}
