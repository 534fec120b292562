package flowgauge.serve.docker;

import flowgauge.serve.server.Cleanup;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.ResourceReaper;

/**
 * Has Testcontainers start without helper images, which not every network can pull. What it does is
 * what the variables TESTCONTAINERS_RYUK_DISABLED=true and TESTCONTAINERS_HOST_OVERRIDE=localhost
 * do; Testcontainers has no other switch for them, so its fields are set. Where that fails, in a
 * later release, it starts as ever.
 */
final class TestcontainersSetup {
  private TestcontainersSetup() {}

  /** Must come before the first use of Testcontainers. */
  static void withoutHelperImages() {
    try {
      cleanUpFromThisJvm();
      if ("unix".equals(presetStrategy().getTransportConfig().getDockerHost().getScheme())) {
        set(DockerClientProviderStrategy.class, strategy(), "dockerHostIpAddress", "localhost");
      }
    } catch (ReflectiveOperationException otherVersion) {
      // Then it pulls its helper images.
    }
  }

  /**
   * In place of a container of its own (Ryuk), and without its shutdown hook, which would remove a
   * server while the driver still records: {@link Cleanup} and {@link Leftovers} do it in order.
   */
  private static void cleanUpFromThisJvm() throws ReflectiveOperationException {
    if (get(ResourceReaper.class, null, "instance") == null) {
      Constructor<?> hooked =
          Class.forName("org.testcontainers.utility.JVMHookResourceReaper")
              .getDeclaredConstructor();
      hooked.setAccessible(true);
      Object reaper = hooked.newInstance();
      ((AtomicBoolean) get(ResourceReaper.class, reaper, "hookIsSet")).set(true);
      set(ResourceReaper.class, null, "instance", reaper);
    }
  }

  /** Finds the engine as Testcontainers does, ahead of it. */
  private static DockerClientProviderStrategy presetStrategy() throws ReflectiveOperationException {
    if (strategy() == null) {
      List<DockerClientProviderStrategy> strategies = new ArrayList<>();
      ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
      set(
          DockerClientFactory.class,
          DockerClientFactory.instance(),
          "strategy",
          DockerClientProviderStrategy.getFirstValidStrategy(strategies));
    }
    return strategy();
  }

  private static DockerClientProviderStrategy strategy() throws ReflectiveOperationException {
    return (DockerClientProviderStrategy)
        get(DockerClientFactory.class, DockerClientFactory.instance(), "strategy");
  }

  private static Object get(Class<?> type, Object object, String name)
      throws ReflectiveOperationException {
    return field(type, name).get(object);
  }

  private static void set(Class<?> type, Object object, String name, Object value)
      throws ReflectiveOperationException {
    field(type, name).set(object, value);
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
