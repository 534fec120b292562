package faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is left of a process that ended: processes with its mark, containers and networks with its
 * label, files in its temporary folder.
 */
public final class LeftBehind {
  /** The variable that marks a process and all that it starts. */
  static final String MARK = "LC_FLOWGAUGE_FAULT";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private LeftBehind() {}

  /** Waits for nothing to be left, at most 20 s; returns what is. */
  static List<String> await(long pid, String mark, Path temporary)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<String> left = now(pid, mark, temporary);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
      left = now(pid, mark, temporary);
    }
    return left;
  }

  /** What is there now. */
  static List<String> now(long pid, String mark, Path temporary)
      throws IOException, InterruptedException {
    List<String> left = new ArrayList<>(processes(mark));
    left.addAll(Docker.ownedBy(pid));
    try (Stream<Path> files = Files.list(temporary)) {
      files.forEach(file -> left.add("temporary " + file.getFileName()));
    }
    return left;
  }

  private static List<String> processes(String mark) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path each : all.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          if (new String(Files.readAllBytes(each.resolve("environ")), UTF_8)
              .contains(MARK + "=" + mark)) {
            found.add(
                "process " + each.getFileName() + " " + Files.readString(each.resolve("comm")));
          }
        } catch (IOException gone) {
          // ended as we looked, or another user's
        }
      }
    }
    return found;
  }
}
