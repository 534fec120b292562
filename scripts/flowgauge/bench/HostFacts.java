package flowgauge.bench;

import com.sun.management.OperatingSystemMXBean;
import flowgauge.record.RunInfo;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.Checkout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a run says about the machine and the tool. */
final class HostFacts {
  private HostFacts() {}

  static RunInfo.Host host() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new RunInfo.Host(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String cpuModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put(
        "netty",
        io.netty.util.Version.identify().values().stream()
            .findFirst()
            .map(io.netty.util.Version::artifactVersion)
            .orElse("unknown"));
    return versions;
  }

  /** The checkout, else the folder that this was called in. */
  static Path home() {
    try {
      return Checkout.root();
    } catch (ServeException outside) {
      return Path.of("").toAbsolutePath();
    }
  }

  /** The checkout's commit, marked where its files differ from it. */
  static Optional<String> commit(Path checkout) {
    return git(checkout, "rev-parse", "--short=12", "HEAD")
        .map(
            commit ->
                git(checkout, "status", "--porcelain", "--untracked-files=no")
                        .filter(changes -> !changes.isEmpty())
                        .isPresent()
                    ? commit + "-dirty"
                    : commit);
  }

  private static Optional<String> git(Path checkout, String... arguments) {
    try {
      List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(out)
          : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
