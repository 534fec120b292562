package flowgauge.record;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a process so that another one with its number, which comes back, is not taken for it: host,
 * process id and start. A host is the part of a machine that has the same process ids. On Linux the
 * start is counted from the boot, with the boot's own id: a wall clock that is set moves neither.
 */
public final class ProcessMark {
  private static final Path PROC = Path.of("/proc");
  private static final int BOOT_DIGITS = 8;

  /** Linux, include/linux/proc_ns.h: PROC_PID_INIT_INO. */
  private static final String FIRST_NAMESPACE = "pid:[4026531836]";

  /** Field 22 of /proc/PID/stat; the two before the name's closing bracket are left out. */
  private static final int START_FIELD = 22 - 3;

  private ProcessMark() {}

  /** The mark of this process: {@code host/pid/start}. */
  public static String own() {
    long pid = ProcessHandle.current().pid();
    return host() + "/" + start(pid).map(start -> pid + "/" + start).orElse(pid + "/0");
  }

  /**
   * Whether the process of a mark ran on this machine and is over. A mark of another machine, of a
   * container whose processes can't be seen from here, or one that can't be read, says nothing:
   * false.
   */
  public static boolean over(String mark) {
    String[] parts = mark.split("/");
    if (parts.length != 3 || !parts[1].matches("[0-9]{1,18}")) {
      return false;
    }
    if (parts[0].equals(host())) {
      // one that saw /proc and one that doesn't tell starts in different ways
      return parts[2].contains(":") == Files.isReadable(PROC.resolve("self/stat"))
          && !start(Long.parseLong(parts[1])).equals(Optional.of(parts[2]));
    }
    String[] host = parts[0].split("@");
    boolean below = host.length == 2 && host[0].equals(name()) && namespace().isEmpty();
    return below && overBelow(parts[1], parts[2]);
  }

  /** As {@link #over}, of a process in a namespace below the machine's own, which sees them all. */
  private static boolean overBelow(String pid, String start) {
    if (read(PROC.resolve("1/status")).isEmpty()) {
      return false; // mounted so that others' processes are hidden
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        if (numberedBelow(process, pid)
            && start(Long.parseLong(process.getFileName().toString())).equals(Optional.of(start))) {
          return false;
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException hidden) {
      return false;
    }
  }

  /** Whether the process has a number in a namespace of its own, and this is it. */
  private static boolean numberedBelow(Path process, String pid) {
    return read(process.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("NSpid:"))
        .map(line -> line.split("\t"))
        .anyMatch(numbers -> numbers.length > 2 && numbers[numbers.length - 1].equals(pid));
  }

  /** A mark as it can stand in a file's name, on any system: {@code host~pid~start}. */
  public static String inFileName(String mark) {
    return mark.replace('/', '~').replace(':', '.');
  }

  /** The mark that {@link #inFileName} made this of. */
  public static String fromFileName(String name) {
    int start = name.lastIndexOf('~') + 1;
    return (name.substring(0, start) + name.substring(start).replace('.', ':')).replace('~', '/');
  }

  /** Empty for a process that is over, one that its parent has not taken note of included. */
  private static Optional<String> start(long pid) {
    if (!Files.isReadable(PROC.resolve("self/stat"))) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().startInstant())
          .map(Instant::toEpochMilli)
          .map(String::valueOf);
    }
    String stat = read(PROC.resolve(pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    if (fields.length <= START_FIELD || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    String boot = read(PROC.resolve("sys/kernel/random/boot_id")).strip();
    return Optional.of(
        boot.substring(0, Math.min(BOOT_DIGITS, boot.length())) + ":" + fields[START_FIELD]);
  }

  private static String host() {
    return name() + namespace();
  }

  private static String name() {
    String name = read(PROC.resolve("sys/kernel/hostname")).strip();
    if (!name.isEmpty()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }

  /** Where processes have numbers of their own, in a container that has its host's name, too. */
  private static String namespace() {
    try {
      String id = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      return id.equals(FIRST_NAMESPACE) ? "" : "@" + id.replaceAll("[^0-9]", "");
    } catch (IOException | UnsupportedOperationException none) {
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }
}
