import flowgauge.record.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Flowgauge's driver on the clients' core, each load in a fresh JVM. */
record DriverSide(int core, Path folder, int warmUpSeconds) {
  /** Closed model: users that wait for nothing but their answer. */
  DrivenLoad.Figures closed(URI uri, int users, double seconds, boolean record)
      throws IOException, InterruptedException, BenchmarkException {
    return drive(order(uri, users, 1e6, 0, 0, seconds, record), ChildJvm.FLAGS);
  }

  /** Open model at a constant rate, a second. */
  DrivenLoad.Figures open(URI uri, double rate, double seconds)
      throws IOException, InterruptedException, BenchmarkException {
    return drive(order(uri, 0, 0, 0, rate, seconds, true), ChildJvm.FLAGS);
  }

  /** Closed model with many users that wait a second between their requests. */
  DrivenLoad.Figures crowd(URI uri, int users, double spawnRate, double seconds)
      throws IOException, InterruptedException, BenchmarkException {
    return new DriverSide(core, folder, 0)
        .drive(order(uri, users, spawnRate, 1_000, 0, seconds, true), ChildJvm.FLAGS);
  }

  private DrivenLoad.Order order(
      URI uri,
      int users,
      double spawnRate,
      long waitMillis,
      double rate,
      double seconds,
      boolean record) {
    return new DrivenLoad.Order(
        uri, users, spawnRate, waitMillis, rate, warmUpSeconds, seconds, folder, record);
  }

  private DrivenLoad.Figures drive(DrivenLoad.Order order, List<String> flags)
      throws IOException, InterruptedException, BenchmarkException {
    String json = Json.mapper().writeValueAsString(order);
    String figures =
        Tools.run(
            Cores.on(core, ChildJvm.command(DrivenLoad.class, flags, List.of(json))),
            folder.resolve("driver.log"));
    return Json.mapper().readValue(figures, DrivenLoad.Figures.class);
  }
}
