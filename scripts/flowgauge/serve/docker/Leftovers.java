package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.command.RemoveContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import flowgauge.record.ProcessMark;
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
  static int removeAbandoned(DockerClient client) {
    return remove(client, OWNER, ProcessMark::over);
  }

  /**
   * Removes all that one start made.
   *
   * @throws RuntimeException as above
   */
  public static void remove(DockerClient client, Map<String, String> labels) {
    remove(client, START, labels.get(START)::equals);
  }

  private static int remove(DockerClient client, String label, Predicate<String> whose) {
    List<Runnable> removals = new ArrayList<>();
    ListContainersCmd labelled =
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label));
    for (Container found : DockerEngine.ask(labelled::exec)) {
      if (whose.test(found.getLabels().get(label))) {
        removals.add(() -> removeContainer(client, found.getId()));
      }
    }
    int containers = removals.size();
    for (Network found : DockerEngine.ask(client.listNetworksCmd()::exec)) {
      if (found.getLabels() != null
          && found.getLabels().containsKey(label)
          && whose.test(found.getLabels().get(label))) {
        removals.add(() -> removeNetwork(client, found.getId()));
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

  private static void removeContainer(DockerClient client, String id) {
    RemoveContainerCmd removal =
        client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true);
    try {
      DockerEngine.run(removal::exec);
    } catch (NotFoundException | ConflictException gone) {
      // Somebody else removes it at this moment.
    }
  }

  private static void removeNetwork(DockerClient client, String id) {
    try {
      DockerEngine.run(client.removeNetworkCmd(id)::exec);
    } catch (NotFoundException gone) {
      // As above.
    }
  }
}
