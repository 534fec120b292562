package flowgauge.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where processes take connections or datagrams, by Linux's own tables. */
public final class ListeningSockets {
  private static final String LISTENING = "0A";
  private static final String UNCONNECTED = "07";

  private ListeningSockets() {}

  /** Those of a process and its descendants. */
  public static List<InetSocketAddress> of(ProcessHandle root) throws IOException {
    List<InetSocketAddress> found = new ArrayList<>();
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    for (ProcessHandle each : all) {
      Path process = Path.of("/proc/" + each.pid());
      Set<String> inodes = sockets(process);
      found.addAll(table(process.resolve("net/tcp"), LISTENING, inodes));
      found.addAll(table(process.resolve("net/tcp6"), LISTENING, inodes));
      found.addAll(table(process.resolve("net/udp"), UNCONNECTED, inodes));
      found.addAll(table(process.resolve("net/udp6"), UNCONNECTED, inodes));
    }
    return found;
  }

  private static Set<String> sockets(Path process) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      for (Path each : descriptors.toList()) {
        String target = Files.readSymbolicLink(each).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    } catch (IOException gone) {
      // as far as it was there
    }
    return inodes;
  }

  private static List<InetSocketAddress> table(Path table, String state, Set<String> inodes)
      throws IOException {
    List<InetSocketAddress> found = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(table);
    } catch (IOException gone) {
      return found;
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.strip().split("\\s+");
      if (fields[3].equals(state) && inodes.contains(fields[9])) {
        String[] local = fields[1].split(":");
        found.add(new InetSocketAddress(address(local[0]), Integer.parseInt(local[1], 16)));
      }
    }
    return found;
  }

  /** The kernel writes an address in words of the machine's own byte order. */
  private static InetAddress address(String hex) throws IOException {
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    return InetAddress.getByAddress(bytes.array());
  }
}
