package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;

/**
 * The queue of a listening TCP port, in the network namespace of a process: connections that are
 * made but not accepted yet. Overflows and drops are counted per namespace, not per port.
 */
final class ListenQueue {
  private static final String LISTEN = "0A";

  /** The kernel pads each line of IPv4's table to this. */
  private static final int LINE_BYTES = 150;

  private final Proc proc;
  private final String folder;
  private final String port;

  /** Of a port as a process sees it. */
  ListenQueue(Proc proc, long pid, int port) {
    this.proc = proc;
    this.folder = "/proc/" + pid + "/net/";
    this.port = ":%04X".formatted(port);
  }

  /**
   * Connections waiting now; {@link Usage#ABSENT} if nothing listens. IPv4's table is read only up
   * to the port's line: listening sockets come first, and going on to the others costs milliseconds
   * of the kernel's time. That of IPv6, whose lines have no fixed length, is looked at where IPv4's
   * has none: what listens on all addresses stands there alone.
   */
  long depth() {
    String line = proc.find(folder + "tcp", LINE_BYTES, this::listens);
    if (line.isEmpty()) {
      line = proc.read(folder + "tcp6").lines().filter(this::listens).findFirst().orElse("");
    }
    if (line.isEmpty()) {
      return Usage.ABSENT;
    }
    String queues = line.strip().split("\\s+", 6)[4];
    return Long.parseLong(queues, queues.indexOf(':') + 1, queues.length(), 16);
  }

  /** Of "sl: local remote state tx:rx ...", where rx of a listening socket is its queue. */
  private boolean listens(String line) {
    String[] fields = line.strip().split("\\s+", 6);
    return fields.length == 6 && fields[3].equals(LISTEN) && fields[1].endsWith(port);
  }

  /** Connections that found the queue full, since the namespace is there. */
  long overflows() {
    return counter("ListenOverflows");
  }

  /** Connections dropped for that or another reason. */
  long drops() {
    return counter("ListenDrops");
  }

  private long counter(String name) {
    String[] names = null;
    for (String line : proc.read(folder + "netstat").split("\n")) {
      if (!line.startsWith("TcpExt:")) {
        continue;
      }
      String[] fields = line.split(" ");
      if (names == null) {
        names = fields;
        continue;
      }
      for (int i = 1; i < Math.min(names.length, fields.length); i++) {
        if (names[i].equals(name)) {
          return Long.parseLong(fields[i]);
        }
      }
    }
    return Usage.ABSENT;
  }
}
