package faults;

import flowgauge.record.ProcessMark;
import java.io.IOException;

/**
 * A container as a run of this test's own process would have, which lives: nobody else's to remove.
 */
final class LivingRun implements AutoCloseable {
  private final String container;

  private LivingRun(String container) {
    this.container = container;
  }

  /** One of the image that a container of a process's runs. */
  static LivingRun of(long pid) throws IOException, InterruptedException {
    String theirs = Docker.container(pid, "uvicorn").orElseThrow();
    String image = Docker.run("inspect", "--format", "{{.Config.Image}}", theirs).strip();
    String label = "flowgauge.process=" + ProcessMark.own();
    return new LivingRun(Docker.run("create", "--label", label, image).strip());
  }

  boolean there() throws IOException, InterruptedException {
    return Docker.run("ps", "--all", "--quiet", "--no-trunc").contains(container);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Docker.run("rm", "--force", container);
  }
}
