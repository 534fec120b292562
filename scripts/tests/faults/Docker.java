package faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the Docker engine with its own command, not through the code under test. */
public final class Docker {
  private static final String OWNER = "flowgauge.process";
  private static final String FORMAT = "{{.ID}} {{.Label \"" + OWNER + "\"}}";

  /**
   * Lock of the tests that ask an engine: what one run left there, any other that begins removes.
   */
  public static final String ENGINE = "the Docker engine";

  private Docker() {}

  /** Skips the test where no engine answers, or fails it where one is required. */
  public static void need() throws IOException, InterruptedException {
    boolean answers = answers();
    if (!answers && "1".equals(System.getenv("FLOWGAUGE_REQUIRE_DOCKER"))) {
      fail("no Docker engine answers");
    }
    assumeTrue(answers, "no Docker engine answers");
  }

  private static boolean answers() throws InterruptedException {
    try {
      run("version", "--format", "{{.Server.Version}}");
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Containers and networks that a process made, or nothing where there is no engine. */
  public static List<String> ownedBy(long pid) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    if (answers()) {
      found.addAll(owned("container", pid, run("ps", "-a", "--no-trunc", "--format", FORMAT)));
      found.addAll(owned("network", pid, run("network", "ls", "--no-trunc", "--format", FORMAT)));
    }
    return found;
  }

  private static List<String> owned(String what, long pid, String lines) {
    return lines
        .lines()
        .filter(line -> line.contains("/" + pid + "/"))
        .map(line -> what + " " + line.substring(0, 12))
        .toList();
  }

  /** The container of a process's that runs a command with this word in it; empty for none. */
  public static Optional<String> container(long pid, String word)
      throws IOException, InterruptedException {
    return run("ps", "--no-trunc", "--format", FORMAT + " {{.Command}}")
        .lines()
        .filter(line -> line.contains("/" + pid + "/") && line.contains(word))
        .map(line -> line.split(" ")[0])
        .findFirst();
  }

  /** This machine's address as containers reach it. */
  static InetAddress gateway() throws IOException, InterruptedException {
    // its addresses are in the engine's own answer only until the engine is started anew
    String form = "{{index .Options \"com.docker.network.bridge.name\"}}";
    String bridge = run("network", "inspect", "bridge", "-f", form).strip();
    return NetworkInterface.getByName(bridge)
        .inetAddresses()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  /** Runs docker; returns what it printed. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return out;
  }
}
