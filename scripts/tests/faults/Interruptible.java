package faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that an interrupt reaches. A shell starts what it puts in the background with interrupts
 * ignored, and every child of that ignores them too.
 */
public final class Interruptible {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED = "SigIgn:";
  private static final long INT = 1 << (2 - 1);

  private Interruptible() {}

  /** The command; with interrupts put back to what they do by default where they are ignored. */
  public static List<String> command(List<String> command) throws IOException {
    if (!ignored()) {
      return command;
    }
    List<String> reset = new ArrayList<>(List.of("env", "--default-signal=INT"));
    reset.addAll(command);
    return reset;
  }

  private static boolean ignored() throws IOException {
    return Files.isReadable(STATUS)
        && Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(IGNORED))
            .map(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
            .anyMatch(mask -> (mask & INT) != 0);
  }
}
