package faults;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine as on another machine: in a network namespace of its own, spoken to over TLS. The
 * two are linked by a pair of interfaces, {@link #HERE} on this side.
 */
public final class SecondEngine implements AutoCloseable {
  /** This machine's address as the engine's machine reaches it. */
  public static final String HERE = "10.198.77.1";

  /** The engine's. */
  public static final String THERE = "10.198.77.2";

  private static final String NAMESPACE = "flowgauge-second";
  private static final String LINK = "fg-here";
  private static final String LINK_THERE = "fg-there";

  private final Path folder;
  private Process engine;

  private SecondEngine(Path folder) {
    this.folder = folder;
  }

  /** Starts one with nothing on it; skips the test where that can't be. */
  public static SecondEngine start() throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "an engine is started by root");
    for (String program : List.of("dockerd", "ip", "nsenter", "openssl", "iptables")) {
      assumeTrue(ok("which", program), "there is no " + program);
    }
    SecondEngine second = new SecondEngine(Files.createTempDirectory("second-engine"));
    try {
      second.link();
      second.makeCertificates();
      second.run();
      return second;
    } catch (IOException | InterruptedException | RuntimeException | Error failed) {
      second.close();
      throw failed;
    }
  }

  private void link() throws IOException, InterruptedException {
    unlink(); // of a test that was killed
    must("ip", "netns", "add", NAMESPACE);
    must("ip", "link", "add", LINK, "type", "veth", "peer", "name", LINK_THERE, "netns", NAMESPACE);
    must("ip", "address", "add", HERE + "/30", "dev", LINK);
    must("ip", "link", "set", LINK, "up");
    there("ip", "address", "add", THERE + "/30", "dev", LINK_THERE);
    there("ip", "link", "set", LINK_THERE, "up");
    there("ip", "link", "set", "lo", "up");
    there("ip", "route", "add", "default", "via", HERE);
    // without a target they count: what this side's server sends to a container there, and what a
    // container there sends to this side beside a server's answers
    there(
        ("iptables -t mangle -A FORWARD -i " + LINK_THERE + " -s " + HERE + " -p tcp --dport 8080")
            .split(" "));
    there(
        ("iptables -t mangle -A FORWARD -o "
                + LINK_THERE
                + " -d "
                + HERE
                + " -p tcp ! --sport 8080")
            .split(" "));
  }

  private void unlink() throws IOException, InterruptedException {
    ok("ip", "link", "delete", LINK);
    ok("ip", "netns", "delete", NAMESPACE);
  }

  private void makeCertificates() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("extensions"),
        "subjectAltName=IP:" + THERE + "\nextendedKeyUsage=serverAuth,clientAuth\n");
    for (String command :
        List.of(
            "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca-key.pem -out ca.pem",
            "req -newkey rsa:2048 -nodes -subj /CN=engine -keyout key.pem -out cert.csr",
            "x509 -req -in cert.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2"
                + " -extfile extensions -out cert.pem")) {
      must(("openssl " + command).split(" "));
    }
  }

  private void run() throws IOException, InterruptedException {
    List<String> command = inside("dockerd", "--host", address(), "--tlsverify");
    for (String file : List.of("cacert=ca", "cert=cert", "key=key")) {
      command.add("--tls" + file.replace("=", "=" + folder + "/") + ".pem");
    }
    for (String option : List.of("data-root", "exec-root", "pidfile")) {
      command.add("--%s=%s".formatted(option, folder.resolve(option)));
    }
    command.add("--containerd-namespace=" + NAMESPACE);
    command.add("--containerd-plugins-namespace=" + NAMESPACE + "-plugins");
    engine =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!answers()) {
      if (!engine.isAlive() || System.nanoTime() > deadline) {
        fail("the second engine does not start: " + Files.readString(folder.resolve("log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      docker("version");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where it is. */
  public String address() {
    return "tcp://" + THERE + ":2376";
  }

  /** The folder of ca.pem, cert.pem and key.pem. */
  public Path certificateFolder() {
    return folder;
  }

  /** Runs docker's own command on it; returns what it printed. */
  public String docker(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options());
    all.addAll(List.of(arguments));
    return Docker.run(all.toArray(String[]::new));
  }

  private List<String> options() {
    return List.of(
        "--host=" + address(),
        "--tlsverify",
        "--tlscacert=" + folder.resolve("ca.pem"),
        "--tlscert=" + folder.resolve("cert.pem"),
        "--tlskey=" + folder.resolve("key.pem"));
  }

  /** Brings images of the first engine to it. */
  public void bring(List<String> images) throws IOException, InterruptedException {
    List<String> save = new ArrayList<>(List.of("docker", "save"));
    save.addAll(images);
    List<String> load = new ArrayList<>(List.of("docker"));
    load.addAll(options());
    load.add("load");
    List<Process> both =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(save).redirectError(ProcessBuilder.Redirect.DISCARD),
                new ProcessBuilder(load)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)));
    for (Process each : both) {
      if (each.waitFor() != 0) {
        throw new IOException("images can't be brought to the second engine");
      }
    }
  }

  /** Bytes that came over the link to servers' ports there. */
  public long bytesToThere() throws IOException, InterruptedException {
    return bytes(0);
  }

  /** Bytes that went over the link from there, but for servers' answers. */
  public long bytesFromThere() throws IOException, InterruptedException {
    return bytes(1);
  }

  private long bytes(int rule) throws IOException, InterruptedException {
    List<String> lines =
        there("iptables", "-t", "mangle", "-nvxL", "FORWARD").lines().skip(2).toList();
    return Long.parseLong(lines.get(rule).strip().split("\\s+")[1]);
  }

  private static List<String> inside(String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + NAMESPACE));
    all.addAll(List.of(command));
    return all;
  }

  private String there(String... command) throws IOException, InterruptedException {
    return must(inside(command).toArray(String[]::new));
  }

  private String must(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  private static boolean ok(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Stops it, with what runs on it, and takes the link away. */
  @Override
  public void close() throws IOException, InterruptedException {
    if (engine != null) {
      engine.destroy();
      if (!engine.waitFor(30, TimeUnit.SECONDS)) {
        engine.destroyForcibly().waitFor();
      }
    }
    unlink();
    ok("umount", folder.resolve("exec-root/netns/default").toString());
    ok("rm", "-rf", "--one-file-system", folder.toString());
  }
}
