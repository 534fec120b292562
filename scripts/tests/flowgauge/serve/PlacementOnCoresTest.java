package flowgauge.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import faults.Docker;
import flowgauge.scenario.CoreList;
import flowgauge.scenario.Placement;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.WatchedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Server, mock and driver stay on their cores, as the kernel says. */
@Isolated // what others start meanwhile would stay on these cores
@ResourceLock(Docker.ENGINE)
class PlacementOnCoresTest {
  @TempDir Path folder;

  private static CoreList core(int index) {
    List<Integer> all = Affinity.allowed().map(CoreList::numbers).orElse(List.of());
    assumeTrue(all.size() > 1, "this takes two cores and Linux");
    return new CoreList(List.of(all.get(index)));
  }

  /** Of a process or thread; nothing of one that is gone. */
  private static Set<String> allowed(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.replaceAll(".*:\\s*", ""))
          .collect(Collectors.toSet());
    } catch (IOException gone) {
      return Set.of();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DOCKER"})
  void serverAndMockAreApartWhateverTheDriverIsKeptTo(RuntimeChoice choice) throws Exception {
    CoreList first = core(0);
    CoreList second = core(1);
    Placement apart = new Placement(Optional.of(first), Optional.of(second));
    ServerSettings settings = Servers.settings(2, 1).on(apart, Optional.empty(), Optional.empty());
    Scenario scenario = Scenarios.named("asgi-flex").orElseThrow();
    Map<String, Set<String>> seen = new HashMap<>();
    try (Affinity kept = Affinity.of(apart.load());
        Server server = Servers.start(choice, scenario, settings, folder)) {
      for (WatchedPart part : server.parts()) {
        ProcessHandle top = ProcessHandle.of(part.pid()).orElseThrow();
        Set<String> cores = new HashSet<>();
        Stream.concat(Stream.of(top), top.descendants())
            .forEach(each -> cores.addAll(allowed(Path.of("/proc/" + each.pid() + "/status"))));
        seen.put(part.name(), cores);
      }
    }
    assertEquals(
        Map.of("server", Set.of(first.toString()), "mock", Set.of(second.toString())), seen);
  }

  @Test
  void allThreadsOfTheDriverAreKeptAndLetGo() throws Exception {
    CoreList one = core(1);
    String before = Affinity.allowed().orElseThrow().toString();
    try (Affinity kept = Affinity.of(Optional.of(one))) {
      assertEquals(Set.of(one.toString()), threads());
    }
    assertEquals(Set.of(before), threads());
  }

  private static Set<String> threads() throws IOException {
    Set<String> cores = new HashSet<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      threads.forEach(thread -> cores.addAll(allowed(thread.resolve("status"))));
    }
    return cores;
  }
}
