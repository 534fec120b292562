package flowgauge.serve;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import flowgauge.record.ProcessMark;
import java.util.List;
import java.util.Map;

/** Labels containers and networks with their owner, and removes what a killed run left behind. */
final class Leftovers {
  /** On everything that flowgauge makes in an engine; the value names the process that did. */
  static final String OWNER = "flowgauge.process";

  /** The value that tells one start from another within a process. */
  static final String START = "flowgauge.start";

  private Leftovers() {}

  /** The labels of one start. */
  static Map<String, String> labels(String start) {
    return Map.of(OWNER, ProcessMark.own(), START, start);
  }

  /** Removes what processes of this machine left that no longer run. */
  static void removeAbandoned(DockerClient client) {
    for (Container container : containers(client, OWNER)) {
      if (ProcessMark.over(container.getLabels().get(OWNER))) {
        remove(client, container.getId());
      }
    }
    for (Network network : client.listNetworksCmd().exec()) {
      String owner = network.getLabels() == null ? null : network.getLabels().get(OWNER);
      if (owner != null && ProcessMark.over(owner)) {
        removeNetwork(client, network.getId());
      }
    }
  }

  /** Removes all that one start made. */
  static void remove(DockerClient client, Map<String, String> labels) {
    String start = labels.get(START);
    containers(client, START + "=" + start).forEach(found -> remove(client, found.getId()));
    for (Network network : client.listNetworksCmd().exec()) {
      if (network.getLabels() != null && start.equals(network.getLabels().get(START))) {
        removeNetwork(client, network.getId());
      }
    }
  }

  private static List<Container> containers(DockerClient client, String label) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec();
  }

  private static void remove(DockerClient client, String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (DockerException gone) {
      // Somebody else removes it at this moment.
    }
  }

  private static void removeNetwork(DockerClient client, String id) {
    try {
      client.removeNetworkCmd(id).exec();
    } catch (DockerException gone) {
      // As above.
    }
  }
}
