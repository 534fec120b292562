package flowgauge.serve.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.serve.Servers;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Usage;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.setup.Python;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read from /proc, against processes that know what they do. */
class ProcessProbeTest {
  private Process process;
  private BufferedReader output;

  @BeforeEach
  void needLinux() {
    assumeTrue(Proc.present(), "no /proc here");
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Runs a script up to its first line of output. */
  private String run(String script) throws IOException, ServeException {
    process = new ProcessBuilder(Python.find().executable().toString(), "-c", script).start();
    output = process.inputReader(StandardCharsets.UTF_8);
    return output.readLine();
  }

  private void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private ProcessProbe probe(int port) {
    WatchedPart part = WatchedPart.process("server", process.pid(), port);
    return ProcessProbe.of(new Proc(), part, true);
  }

  @Test
  void cpuTimeIsThatOfTheProcessAndOfChildrenThatEnded() throws Exception {
    run(
        "import os, time\n"
            + "print(flush=True); input()\n"
            + "def burn(s):\n"
            + "  while time.process_time() < s: pass\n"
            + "burn(0.4)\n"
            + "if os.fork() == 0:\n"
            + "  burn(0.3); os._exit(0)\n"
            + "os.wait()\n"
            + "t = os.times(); print(t[0] + t[1] + t[2] + t[3], flush=True); input()\n");
    ProcessProbe probe = probe(1);
    final long before = probe.usage().cpuNanos();
    goOn();
    double whole = Double.parseDouble(output.readLine());
    double seconds = (probe.usage().cpuNanos() - before) / 1e9;
    // It started with some CPU time of its own; ticks are of 10 ms.
    assertEquals(whole - before / 1e9, seconds, 0.04);
    assertTrue(seconds > 0.5, "seconds " + seconds);
  }

  @Test
  void processesThreadsAndSocketsAreCounted() throws Exception {
    run(
        "import os, socket, threading\n"
            + "event = threading.Event()\n"
            + "if os.fork() == 0:\n"
            + "  kept = [socket.socket() for _ in range(5)]\n"
            + "  print(flush=True); event.wait()\n"
            + "threads = [threading.Thread(target=event.wait, daemon=True) for _ in range(4)]\n"
            + "[t.start() for t in threads]\n"
            + "kept = [socket.socket() for _ in range(32)]\n"
            + "print(flush=True); event.wait()\n");
    output.readLine();
    Usage usage = probe(1).usage();
    assertEquals(2, usage.processes());
    assertEquals(6, usage.threads());
    assertEquals(37, usage.sockets());
    assertTrue(usage.memoryBytes() > 5_000_000, "bytes " + usage.memoryBytes());
  }

  @Test
  void aDescriptorThatBecomesASocketIsSeenInTheEnd() throws Exception {
    run(
        "import os, socket\n"
            + "f = os.open('/dev/null', 0); print(flush=True); input()\n"
            + "os.close(f); s = socket.socket(); print(flush=True); input()\n");
    ProcessProbe probe = probe(1);
    assertEquals(0, probe.usage().sockets());
    goOn();
    output.readLine();
    Servers.await("the socket", () -> probe.usage().sockets() == 1);
  }

  @Test
  void contextSwitchesAreThoseOfAllThreads() throws Exception {
    run(
        "import threading, time\n"
            + "def nap():\n"
            + "  for _ in range(100): time.sleep(0.001)\n"
            + "print(flush=True); input()\n"
            + "keep = threading.Event(); done = threading.Event()\n"
            + "def then():\n"
            + "  nap(); done.set(); keep.wait()\n"
            + "threading.Thread(target=then, daemon=True).start()\n"
            + "nap(); done.wait(); print(flush=True); input()\n");
    ProcessProbe probe = probe(1);
    final long before = probe.usage().contextSwitches();
    goOn();
    output.readLine();
    long switches = probe.usage().contextSwitches() - before;
    assertTrue(switches >= 150, "switches " + switches);
  }

  @Test
  void aFullListenQueueShowsItsDepthAndItsOverflows() throws Exception {
    String port =
        run(
            "import socket\n"
                + "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(2)\n"
                + "print(s.getsockname()[1], flush=True); input()\n"
                + "kept = []\n"
                + "for _ in range(8):\n"
                + "  c = socket.socket(); c.setblocking(False); kept.append(c)\n"
                + "  c.connect_ex(s.getsockname())\n"
                + "print(flush=True); input()\n");
    ProcessProbe probe = probe(Integer.parseInt(port));
    Usage before = probe.usage();
    assertEquals(0, before.listenQueue());
    goOn();
    output.readLine();
    // The kernel takes one more than the backlog says.
    Servers.await("a full queue", () -> probe.usage().listenQueue() == 3);
    Servers.await("overflows", () -> probe.usage().listenOverflows() > before.listenOverflows());
    assertTrue(probe.usage().listenDrops() > before.listenDrops());
  }

  @Test
  void whatIsGoneHasNoFigures() throws Exception {
    run("print(flush=True)");
    process.waitFor();
    Usage usage = probe(1).usage();
    assertEquals(0, usage.processes());
    assertEquals(Usage.ABSENT, usage.cpuNanos());
    assertEquals(Usage.ABSENT, usage.listenQueue());
  }

  @Test
  void thisJvmAndTheHostHaveFigures() {
    Usage jvm = ProcessProbe.ofThisJvm(new Proc()).usage();
    assertEquals(1, jvm.processes());
    assertTrue(jvm.threads() > 3 && jvm.cpuNanos() > 0 && jvm.contextSwitches() > 0);
    assertEquals(Usage.ABSENT, jvm.listenOverflows());
    Usage host = new HostProbe(new Proc()).usage();
    assertTrue(host.cpuNanos() >= jvm.cpuNanos() && host.threads() > jvm.threads());
    assertTrue(host.processes() > 1 && host.memoryBytes() > 0 && host.listenDrops() >= 0);
  }

  @Test
  void valuesAreFoundByTheirWholeKey() {
    String text = "nr_throttled 3\nthrottled_usec 41\nempty\nMemFree: 12 kB\n";
    assertEquals(3, Proc.value(text, "nr_throttled"));
    assertEquals(41, Proc.value(text, "throttled_usec"));
    assertEquals(12, Proc.value(text, "MemFree"));
    assertEquals(Usage.ABSENT, Proc.value(text, "empty"));
    assertEquals(Usage.ABSENT, Proc.value(text, "usec"));
  }
}
