package flowgauge.serve.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import faults.Docker;
import flowgauge.record.ToldInfo;
import flowgauge.serve.server.RunningServer;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Usage;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.setup.Python;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The process of a server that runs already, found by number and by port. */
class RunningProcessTest {
  private static final int NOBODY = 4_000_000; // above the kernel's largest process id by default

  private final List<String> said = new ArrayList<>();
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

  /** A parent and a child that listens, as a server of workers has them; its port. */
  private int start(String family, String address) throws Exception {
    process =
        new ProcessBuilder(
                Python.find().executable().toString(),
                "-c",
                "import os, socket, sys, time\n"
                    + "s = socket.socket(socket."
                    + family
                    + "); s.bind(('"
                    + address
                    + "', 0)); s.listen(5)\n"
                    + "port = s.getsockname()[1]\n"
                    + "r, w = os.pipe()\n"
                    + "if os.fork() == 0:\n"
                    + "  os.read(r, 1)\n"
                    + "  while time.process_time() < 0.5: pass\n"
                    + "  os._exit(0)\n"
                    + "print(port, flush=True); sys.stdin.readline()\n"
                    + "os.write(w, b'x'); os.wait()\n"
                    + "t = os.times(); print(t[0] + t[1] + t[2] + t[3], flush=True)\n"
                    + "sys.stdin.readline()\n")
            .start();
    output = process.inputReader(StandardCharsets.UTF_8);
    return Integer.parseInt(output.readLine());
  }

  private List<WatchedPart> parts(Optional<Long> pid, Optional<Integer> port, int urlPort)
      throws ServeException {
    return RunningProcess.parts(new RunningServer(ToldInfo.NOTHING, pid, port), urlPort, said::add);
  }

  private String refusal(Optional<Long> pid, Optional<Integer> port, int urlPort) {
    String why = assertThrows(ServeException.class, () -> parts(pid, port, urlPort)).getMessage();
    assertEquals(1, why.lines().count());
    return why;
  }

  @Test
  void theTopmostProcessThatListensIsFoundByItsPort() throws Exception {
    int port = start("AF_INET", "127.0.0.1");
    List<WatchedPart> parts = parts(Optional.empty(), Optional.of(port), port);
    assertEquals(process.pid(), parts.get(0).pid(), "not its child");
    assertTrue(said.get(0).contains("listens on port " + port), said.toString());
  }

  @Test
  void theCpuOfItsChildrenCounts() throws Exception {
    int port = start("AF_INET", "127.0.0.1");
    WatchedPart part = parts(Optional.of(process.pid()), Optional.empty(), port).get(0);
    ProcessProbe probe = ProcessProbe.of(new Proc(), part, true);
    Usage before = probe.usage();
    assertEquals(2, before.processes());
    assertEquals(0, before.listenQueue());
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    double whole = Double.parseDouble(output.readLine()); // as its own kernel accounting tells it
    assertEquals(whole, probe.usage().cpuNanos() / 1e9, 0.05);
    assertTrue(whole > 0.5, "whole " + whole);
  }

  @Test
  @ResourceLock(Docker.ENGINE) // who looks for what listens to all holds it too
  void whatListensOnAllAddressesOfIpv6HasAQueueToo() throws Exception {
    int port = start("AF_INET6", "::");
    WatchedPart part = parts(Optional.empty(), Optional.of(port), port).get(0);
    assertEquals(process.pid(), part.pid());
    assertEquals(0, ProcessProbe.of(new Proc(), part, true).usage().listenQueue());
  }

  @Test
  void whatIsNotThereOrCannotBeTheServerIsSaid() throws Exception {
    int port = start("AF_INET", "127.0.0.1");
    assertTrue(
        refusal(Optional.of((long) NOBODY + 300_000), Optional.empty(), port)
            .contains("no process 4300000"));
    assertTrue(refusal(Optional.empty(), Optional.of(1), port).contains("listens on port 1"));
    long above = ProcessHandle.current().parent().orElseThrow().pid();
    assertTrue(refusal(Optional.of(above), Optional.empty(), port).contains("started this bench"));
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      parts(Optional.of(other.pid()), Optional.empty(), port);
    } finally {
      other.destroyForcibly();
    }
    assertTrue(said.get(0).contains("does not listen on port " + port), said.toString());
    assertEquals(List.of(), parts(Optional.empty(), Optional.empty(), port));
  }
}
