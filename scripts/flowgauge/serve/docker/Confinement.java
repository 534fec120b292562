package flowgauge.serve.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import flowgauge.serve.server.ServeException;
import java.util.List;
import java.util.Map;

/**
 * What a container may not do: gain privileges, write to its image, or take the machine's memory
 * and process numbers for itself. Its user is in its Dockerfile. None of it shows in a run's
 * figures.
 *
 * @param memoryBytes limit without swap
 */
record Confinement(long memoryBytes) {
  /** In the containers: where gunicorn keeps its workers' heartbeats, and the home folder. */
  private static final Map<String, String> TEMPORARY =
      Map.of("/tmp", "rw,noexec,nosuid,nodev,size=256m,mode=1777");

  /**
   * Threads count as processes, and sync nodes under FastAPI take three for each request in flight:
   * enough for 5,000 of them, and half of the kernel's usual 32,768.
   */
  private static final long PROCESSES = 16_384;

  /** Half of the memory that the engine's machine has: no container takes it all. */
  static long defaultMemoryBytes(DockerEngine engine) throws ServeException {
    Long total = engine.ask(engine.client().infoCmd()::exec).getMemTotal();
    return (total == null ? 4 * Runtime.getRuntime().maxMemory() : total) / 2;
  }

  /** Puts it on a container that is about to be created. */
  void confine(HostConfig host) {
    host.withReadonlyRootfs(true)
        .withTmpFs(TEMPORARY)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withPidsLimit(PROCESSES)
        .withMemory(memoryBytes)
        .withMemorySwap(memoryBytes);
  }
}
