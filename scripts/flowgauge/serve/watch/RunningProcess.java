package flowgauge.serve.watch;

import flowgauge.serve.server.RunningServer;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.WatchedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The process of a server that runs already on this machine: named, or found by its port. */
public final class RunningProcess {
  private static final String LISTEN = "0A";

  private RunningProcess() {}

  /**
   * What is to be watched of a server.
   *
   * @param urlPort the port that requests go to
   * @param progress takes what a reader of the figures must know, a line each
   * @throws ServeException if there is no such process, or its figures could not be the server's
   */
  public static List<WatchedPart> parts(
      RunningServer running, int urlPort, Consumer<String> progress) throws ServeException {
    if (!running.watched()) {
      return List.of();
    }
    if (!Proc.present()) {
      throw new ServeException(
          "--server-pid and --server-port need Linux's /proc, which this system has not:"
              + " leave them out");
    }
    int port = running.port().orElse(urlPort);
    long pid = running.pid().isPresent() ? running.pid().get() : listening(port, progress);
    ProcessHandle process =
        ProcessHandle.of(pid)
            .filter(it -> ProcessStat.of(new Proc(), pid) != null)
            .orElseThrow(
                () ->
                    new ServeException(
                        ("--server-pid: this machine shows no process %d: give the one that"
                                + " `ss -ltnp` names beside the port, or --server-port %d")
                            .formatted(pid, port)));
    if (ancestors(ProcessHandle.current()).contains(pid)) {
      throw new ServeException(
          "--server-pid: process %d started this bench, so its figures would hold the driver's:"
                  .formatted(pid)
              + " give the server's own");
    }
    warn(process, port, running.pid().isPresent(), progress);
    return List.of(WatchedPart.process("server", pid, port));
  }

  private static void warn(
      ProcessHandle process, int port, boolean named, Consumer<String> progress) {
    Set<String> inodes = inodes("/proc/" + process.pid() + "/net/", port);
    boolean unreadable = sockets(process.pid()).isEmpty();
    boolean listens =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants())
            .anyMatch(it -> sockets(it.pid()).stream().anyMatch(inodes::contains));
    String what =
        "process %d (%s)"
            .formatted(
                process.pid(),
                process.info().command().map(c -> Path.of(c).getFileName().toString()).orElse("?"));
    if (unreadable && !Files.isReadable(Path.of("/proc/" + process.pid() + "/fd"))) {
      progress.accept(
          what
              + " belongs to another user: its sockets stay unknown, CPU, memory and threads don't");
    } else if (!listens) {
      progress.accept(
          "%s does not listen on port %d itself: look whether it is the server"
              .formatted(what, port));
    } else if (!named) {
      progress.accept("watching %s, which listens on port %d".formatted(what, port));
    }
  }

  /** The topmost process that listens on a port. */
  private static long listening(int port, Consumer<String> progress) throws ServeException {
    Set<String> inodes = inodes("/proc/self/net/", port);
    if (inodes.isEmpty()) {
      throw new ServeException(
          "--server-port: nothing on this machine listens on port %d: give the server's port, or"
                  .formatted(port)
              + " --server-pid");
    }
    Set<Long> holders = new TreeSet<>();
    for (long pid : ProcessTree.numbers("/proc")) {
      if (sockets(pid).stream().anyMatch(inodes::contains)) {
        holders.add(pid);
      }
    }
    List<Long> topmost =
        holders.stream()
            .filter(
                pid ->
                    ProcessHandle.of(pid)
                        .filter(it -> ancestors(it).stream().noneMatch(holders::contains))
                        .isPresent())
            .toList();
    if (topmost.isEmpty()) {
      throw new ServeException(
          ("--server-port: what listens on port %d belongs to another user or a container: give its"
                  + " process with --server-pid, or run bench as that user")
              .formatted(port));
    }
    if (topmost.size() > 1) {
      progress.accept(
          "%d processes listen on port %d, none of which started the others: the first, %d, is watched"
              .formatted(topmost.size(), port, topmost.get(0)));
    }
    return topmost.get(0);
  }

  private static Set<Long> ancestors(ProcessHandle process) {
    Set<Long> all = new HashSet<>();
    for (Optional<ProcessHandle> up = process.parent();
        up.isPresent() && all.add(up.get().pid()); ) {
      up = up.get().parent();
    }
    return all;
  }

  /** Of the sockets that listen on a port, of either version of IP. */
  private static Set<String> inodes(String folder, int port) {
    String wanted = ":%04X".formatted(port);
    Set<String> found = new HashSet<>();
    Proc proc = new Proc();
    for (String table : List.of("tcp", "tcp6")) {
      // "sl local remote state tx:rx tr:when retransmits uid timeout inode ..."
      proc.read(folder + table)
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .filter(f -> f.length > 9 && f[3].equals(LISTEN) && f[1].endsWith(wanted))
          .forEach(f -> found.add("socket:[" + f[9] + "]"));
    }
    return found;
  }

  /** What the descriptors of a process are, sockets only; empty where they may not be seen. */
  private static Set<String> sockets(long pid) {
    Set<String> found = new HashSet<>();
    String folder = "/proc/" + pid + "/fd";
    for (long descriptor : ProcessTree.numbers(folder)) {
      try {
        String target =
            Files.readSymbolicLink(Path.of(folder, Long.toString(descriptor))).toString();
        if (target.startsWith("socket:")) {
          found.add(target);
        }
      } catch (IOException closed) {
        // then it is none
      }
    }
    return found;
  }
}
