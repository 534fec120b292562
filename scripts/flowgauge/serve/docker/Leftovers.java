package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.command.RemoveContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import flowgauge.record.ProcessMark;
import flowgauge.serve.server.ServeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Labels containers and networks with their owner, and removes what a killed run left behind. */
public final class Leftovers {
  /** On everything that flowgauge makes in an engine; the value names the process that did. */
  static final String OWNER = "flowgauge.process";

  /** The value that tells one start from another within a process. */
  static final String START = "flowgauge.start";

  private Leftovers() {}

  /** The labels of one start. */
  public static Map<String, String> labels(String start) {
    return Map.of(OWNER, ProcessMark.own(), START, start);
  }

  /**
   * Removes what processes of this machine left that no longer run.
   *
   * @return how many containers there were
   * @throws RuntimeException if the engine doesn't answer, or refuses to remove one
   */
  static int removeAbandoned(DockerEngine engine) throws ServeException {
    return remove(engine, OWNER, ProcessMark::over);
  }

  /**
   * Removes all that one start made.
   *
   * @throws RuntimeException as above
   */
  public static void remove(DockerEngine engine, Map<String, String> labels) throws ServeException {
    remove(engine, START, labels.get(START)::equals);
  }

  private static int remove(DockerEngine engine, String label, Predicate<String> whose)
      throws ServeException {
    DockerClient client = engine.client();
    List<Runnable> removals = new ArrayList<>();
    ListContainersCmd labelled =
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label));
    for (Container found : engine.ask(labelled::exec)) {
      if (whose.test(found.getLabels().get(label))) {
        removals.add(() -> removeContainer(engine, client, found.getId()));
      }
    }
    int containers = removals.size();
    for (Network found : engine.ask(client.listNetworksCmd()::exec)) {
      if (found.getLabels() != null
          && found.getLabels().containsKey(label)
          && whose.test(found.getLabels().get(label))) {
        removals.add(() -> removeNetwork(engine, client, found.getId()));
      }
    }
    runAll(removals);
    return containers;
  }

  /** Whatever one of them meets: the rest is tried too. */
  private static void runAll(List<Runnable> removals) {
    RuntimeException refused = null;
    for (Runnable removal : removals) {
      try {
        removal.run();
      } catch (RuntimeException failed) {
        refused = failed;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  static void removeContainer(DockerEngine engine, DockerClient client, String id) {
    RemoveContainerCmd removal =
        client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true);
    try {
      engine.run(removal::exec);
    } catch (NotFoundException | ConflictException gone) {
      // Somebody else removes it at this moment.
    }
  }

  private static void removeNetwork(DockerEngine engine, DockerClient client, String id) {
    try {
      engine.run(client.removeNetworkCmd(id)::exec);
    } catch (NotFoundException gone) {
      // As above.
    }
  }
}
