package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import faults.Docker;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.Servers;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.watch.Proc;
import flowgauge.serve.watch.ProcessTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs is seen from loopback only, and a container can do no more than it needs, nor less. */
@ResourceLock(Docker.ENGINE)
class ConfinementTest {
  @TempDir Path folder;

  private Server serving(RuntimeChoice choice) throws Exception {
    Scenario scenario = Scenarios.named("wsgi-async").orElseThrow();
    return Servers.start(choice, scenario, Servers.settings(2, 2), folder);
  }

  @Test
  void containersRunConfined() throws Exception {
    try (Server server = serving(RuntimeChoice.DOCKER)) {
      assertEquals(2, server.parts().size());
      for (WatchedPart part : server.parts()) {
        InspectContainerResponse seen =
            DockerEngine.usual()
                .client()
                .inspectContainerCmd(part.container().orElseThrow())
                .exec();
        HostConfig host = seen.getHostConfig();
        assertEquals("65534:65534", seen.getConfig().getUser());
        assertTrue(host.getReadonlyRootfs());
        assertArrayEquals(new Capability[] {Capability.ALL}, host.getCapDrop());
        assertTrue(host.getCapAdd() == null || host.getCapAdd().length == 0);
        assertNotEquals(true, host.getPrivileged());
        assertEquals(List.of("no-new-privileges"), host.getSecurityOpts());
        assertTrue(host.getMemory() > 0 && host.getMemory().equals(host.getMemorySwap()));
        assertTrue(host.getPidsLimit() > 0);
        assertTrue(host.getBinds() == null || host.getBinds().length == 0);
        Path log = folder.resolve(part.name() + ".log");
        assertEquals(
            List.of(log.toString()), host.getMounts().stream().map(Mount::getSource).toList());
        assertFalse(Files.getPosixFilePermissions(log).contains(PosixFilePermission.OTHERS_WRITE));
        Map<String, String> status = status(part.pid());
        assertEquals("65534\t65534\t65534\t65534", status.get("Uid"));
        assertEquals("0000000000000000", status.get("CapEff"));
        assertEquals("0000000000000000", status.get("CapBnd"));
        assertEquals("1", status.get("NoNewPrivs"));
      }
      assertEquals(
          DockerEngine.usual().client().infoCmd().exec().getMemTotal() / 2,
          server.info().memoryBytes().orElseThrow());
    }
  }

  @Test
  void nothingCanBeWrittenInAContainerButTemporaryFiles() throws Exception {
    try (Server server = serving(RuntimeChoice.DOCKER)) {
      for (WatchedPart part : server.parts()) {
        String container = part.container().orElseThrow();
        for (String path : List.of("/x", "/opt/venv/x", "/flow/x", "/mock/x", "/var/tmp/x")) {
          assertNotEquals(0, inside(container, "touch " + path), path + " was written");
        }
        assertEquals(0, inside(container, "touch /tmp/x"));
        assertNotEquals(0, inside(container, "cp /bin/true /tmp/true && /tmp/true"));
      }
    }
  }

  /** Of a program that is set to another group's rights an ordinary user has them, elsewhere. */
  @Test
  void noProgramGivesRightsThatItsUserLacks() throws Exception {
    String needsGroupShadow = "chage -l nobody";
    try (Server server = serving(RuntimeChoice.DOCKER)) {
      for (WatchedPart part : server.parts()) {
        String container = part.container().orElseThrow();
        String image = Docker.run("inspect", "--format", "{{.Image}}", container).strip();
        String[] unconfined = {"run", "--rm", "--network=none", "--user=65534:65534", image};
        List<String> command = new ArrayList<>(List.of(unconfined));
        command.addAll(List.of("sh", "-c", needsGroupShadow));
        Docker.run(command.toArray(String[]::new)); // fails where it does not work
        assertNotEquals(0, inside(container, needsGroupShadow));
      }
    }
  }

  /** More connections than there are ports, each closed by who opened it, as on loopback. */
  @Test
  void aContainerThatOpensConnectionAfterConnectionNeverRunsOutOfPorts() throws Exception {
    String connections =
        """
        import socket
        address = (socket.gethostbyname(socket.gethostname()), 9000)
        assert not address[0].startswith("127.")
        server = socket.create_server(address)
        for _ in range(40_000):
            client = socket.create_connection(address)
            accepted = server.accept()[0]
            client.close()
            accepted.close()
        """;
    try (Server server = serving(RuntimeChoice.DOCKER)) {
      for (WatchedPart part : server.parts()) {
        String script = "/opt/venv/bin/python -c '" + connections + "'";
        assertEquals(0, inside(part.container().orElseThrow(), script), part.name());
      }
    }
  }

  private static int inside(String container, String command) throws Exception {
    String id =
        DockerEngine.usual()
            .client()
            .execCreateCmd(container)
            .withCmd("sh", "-c", command)
            .exec()
            .getId();
    DockerEngine.usual()
        .client()
        .execStartCmd(id)
        .exec(new com.github.dockerjava.api.async.ResultCallback.Adapter<>())
        .awaitCompletion(60, TimeUnit.SECONDS);
    Servers.await(command, () -> exitCode(id) != null);
    return exitCode(id).intValue();
  }

  private static Long exitCode(String id) {
    try {
      return DockerEngine.usual().client().inspectExecCmd(id).exec().getExitCodeLong();
    } catch (ServeException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static Map<String, String> status(long pid) throws Exception {
    Map<String, String> status = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      String[] pair = line.split(":\\s*", 2);
      status.put(pair[0], pair[1].strip());
    }
    return status;
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DOCKER"})
  void whateverListensListensOnLoopbackOnly(RuntimeChoice choice) throws Exception {
    try (Server server = serving(choice)) {
      List<String> found = new ArrayList<>();
      for (WatchedPart part : server.parts()) {
        if (part.container().isPresent()) {
          // its own network's sockets are its own; on this machine there is the published port
          for (var bound : bindings(part)) {
            found.addAll(listening(":%04X".formatted(Integer.parseInt(bound))));
          }
        } else {
          found.addAll(listening(":%04X".formatted(part.port())));
        }
      }
      ProcessHandle.current().descendants().forEach(each -> found.addAll(listening(each)));
      found.addAll(listening(ProcessHandle.current()));
      assertTrue(found.size() >= 2, found.toString());
      for (String address : found) {
        assertTrue(loopback(address), address + " is not on loopback");
      }
    }
  }

  private static List<String> bindings(WatchedPart part) throws ServeException {
    List<String> ports = new ArrayList<>();
    DockerEngine.usual()
        .client()
        .inspectContainerCmd(part.container().orElseThrow())
        .exec()
        .getNetworkSettings()
        .getPorts()
        .getBindings()
        .values()
        .forEach(all -> List.of(all).forEach(each -> ports.add(each.getHostPortSpec())));
    return ports;
  }

  /** The local address of each listening socket that a process holds. */
  private static List<String> listening(ProcessHandle process) {
    List<String> found = new ArrayList<>();
    Path descriptors = Path.of("/proc/" + process.pid() + "/fd");
    for (String line : table()) {
      String[] fields = line.strip().split("\\s+");
      for (long each : ProcessTree.numbers(descriptors.toString())) {
        try {
          Path target = Files.readSymbolicLink(descriptors.resolve(Long.toString(each)));
          if (target.toString().equals("socket:[" + fields[9] + "]")) {
            found.add(fields[1]);
          }
        } catch (java.io.IOException closed) {
          continue;
        }
      }
    }
    return found;
  }

  private static List<String> listening(String port) {
    return table().stream()
        .map(line -> line.strip().split("\\s+")[1])
        .filter(local -> local.endsWith(port))
        .toList();
  }

  private static List<String> table() {
    List<String> lines = new ArrayList<>();
    Proc proc = new Proc();
    for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      proc.read(file)
          .lines()
          .skip(1)
          .filter(line -> line.strip().split("\\s+").length > 9)
          .filter(line -> line.strip().split("\\s+")[3].equals("0A"))
          .forEach(lines::add);
    }
    return lines;
  }

  /** The kernel writes addresses as words in the machine's byte order. */
  private static boolean loopback(String address) {
    return address.matches("[0-9A-F]{6}7F:.*")
        || address.startsWith("00000000000000000000000001000000:")
        || address.matches("0000000000000000FFFF0000[0-9A-F]{6}7F:.*");
  }
}
