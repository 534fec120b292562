package flowgauge.serve.docker;

import flowgauge.serve.server.HealthProbe;
import java.time.Duration;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/** Leaves the waiting to {@link HealthProbe}, which knows where the container can be reached. */
enum NoWait implements WaitStrategy {
  /** The one. */
  INSTANCE;

  @Override
  public void waitUntilReady(WaitStrategyTarget target) {}

  @Override
  public WaitStrategy withStartupTimeout(Duration timeout) {
    return this;
  }
}
