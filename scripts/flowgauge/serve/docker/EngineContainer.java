package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Testcontainers' container, of whichever engine: its own knows one. */
final class EngineContainer extends GenericContainer<EngineContainer> {
  EngineContainer(DockerClient client, String image) {
    super(DockerImageName.parse(image));
    dockerClient = client;
    withImagePullPolicy(built -> false); // it would look for the image in its own engine
  }
}
