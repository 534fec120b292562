package flowgauge.serve;

import com.github.dockerjava.api.exception.NotFoundException;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Python;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine has and lacks. */
public final class Machine {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Machine() {}

  /** All checks, those of one part together. Looks only; installs and starts nothing. */
  public static List<MachineCheck> checks() {
    List<MachineCheck> checks = new ArrayList<>(docker());
    checks.add(python("process", "or use --runtime docker"));
    checks.add(cache());
    checks.add(environments());
    checks.add(python("notebooks", "for JupyterLab and its Java kernel"));
    checks.add(fonts());
    checks.add(browser());
    return checks;
  }

  /** Whether all that a part needs is there. */
  public static boolean works(List<MachineCheck> checks, String part) {
    return checks.stream().filter(check -> check.part().equals(part)).allMatch(MachineCheck::ok);
  }

  private static List<MachineCheck> docker() {
    Optional<String> obstacle = DockerEngine.usual().obstacle();
    if (obstacle.isPresent()) {
      return List.of(
          MachineCheck.lacking(
              "docker",
              "engine",
              obstacle.get(),
              "install and start one (Debian, Ubuntu: apt-get install docker.io), and see that"
                  + " `docker version` shows a server"));
    }
    try {
      String version = DockerEngine.usual().version();
      return List.of(MachineCheck.ok("docker", "engine", "Docker " + version), baseImage());
    } catch (ServeException | RuntimeException failed) {
      return List.of(
          MachineCheck.lacking(
              "docker", "engine", failed.getMessage(), "see that `docker version` shows a server"));
    }
  }

  private static MachineCheck baseImage() throws ServeException {
    String image = ServerSettings.DEFAULT_BASE_IMAGE;
    try {
      DockerEngine.usual().run(DockerEngine.usual().client().inspectImageCmd(image)::exec);
      return MachineCheck.ok("docker", "base image", image);
    } catch (NotFoundException absent) {
      return MachineCheck.ok("docker", "base image", image + " will be pulled by the first run");
    }
  }

  private static MachineCheck python(String part, String hint) {
    try {
      Python python = Python.find();
      return MachineCheck.ok(
          part, "Python", "Python %s, %s".formatted(python.version(), python.executable()));
    } catch (ServeException none) {
      return MachineCheck.lacking(
          part,
          "Python",
          "no Python 3.9 to 3.11 with venv",
          "apt-get install python3-venv (Debian 12, Ubuntu 22.04), brew install python@3.11"
              + " (macOS), "
              + hint);
    }
  }

  private static MachineCheck cache() {
    try {
      Path folder = CacheFolder.path();
      return Files.isWritable(folder)
          ? MachineCheck.ok("process", "cache folder", folder.toString())
          : MachineCheck.lacking(
              "process", "cache folder", folder + " can't be written", "set FLOWGAUGE_CACHE");
    } catch (ServeException failed) {
      return MachineCheck.lacking(
          "process", "cache folder", failed.getMessage(), "set FLOWGAUGE_CACHE");
    }
  }

  private static MachineCheck environments() {
    try (Stream<Path> entries = Files.list(CacheFolder.path())) {
      long made =
          entries.filter(entry -> Files.exists(entry.resolve("bin").resolve("gunicorn"))).count();
      return MachineCheck.ok(
          "process",
          "packages",
          made > 0 ? "promptflow is installed there" : "promptflow is installed by the first run");
    } catch (IOException | ServeException unreadable) {
      return MachineCheck.ok("process", "packages", "promptflow is installed by the first run");
    }
  }

  private static MachineCheck fonts() {
    boolean there = runs("fc-match", "sans-serif") || !new File("/usr/bin").isDirectory();
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    return there || mac
        ? MachineCheck.ok("notebooks", "fonts for charts", "found")
        : MachineCheck.lacking(
            "notebooks",
            "fonts for charts",
            "no fontconfig or no font",
            "apt-get install fontconfig fonts-dejavu-core");
  }

  private static MachineCheck browser() {
    return BROWSERS.stream()
        .filter(Machine::onPath)
        .findFirst()
        .map(name -> MachineCheck.ok("report", "browser for --pdf", name))
        .orElseGet(
            () ->
                MachineCheck.lacking(
                    "report", "browser for --pdf", "no Chromium", "apt-get install chromium"));
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean runs(String... command) {
    if (!onPath(command[0])) {
      return false;
    }
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException failed) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
