package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import faults.Docker;
import flowgauge.serve.Servers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a killed run left behind is removed by the next. */
@ResourceLock(Docker.ENGINE)
class LeftoversTest {
  @Test
  void onlyWhatAProcessLeftThatNoLongerRunsIsRemoved() throws Exception {
    Servers.needDocker();
    DockerClient client = DockerEngine.usual().client();
    Map<String, String> ours = Leftovers.labels("test");
    // The same process id with another start time: an id that came back.
    String gone = ours.get(Leftovers.OWNER) + "0";
    Map<String, String> theirs = Map.of(Leftovers.OWNER, gone, Leftovers.START, "gone");
    String kept = network(client, "flowgauge-test-kept", ours);
    String left = network(client, "flowgauge-test-left", theirs);
    try {
      Leftovers.removeAbandoned(DockerEngine.usual());
      assertThrows(
          NotFoundException.class, () -> client.inspectNetworkCmd().withNetworkId(left).exec());
      assertEquals(kept, client.inspectNetworkCmd().withNetworkId(kept).exec().getId());
    } finally {
      Leftovers.remove(DockerEngine.usual(), ours);
      Leftovers.remove(DockerEngine.usual(), theirs);
    }
    assertThrows(
        NotFoundException.class, () -> client.inspectNetworkCmd().withNetworkId(kept).exec());
  }

  private static String network(DockerClient client, String name, Map<String, String> labels) {
    return client.createNetworkCmd().withName(name).withLabels(labels).exec().getId();
  }
}
