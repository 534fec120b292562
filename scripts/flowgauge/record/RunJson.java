package flowgauge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file {@code run.json}. While a run is under way the room of the next one is kept beside it
 * ({@code run.json.next}), so that its end can be written on a full disk.
 */
final class RunJson {
  static final String NAME = "run.json";
  static final String NEXT = NAME + ".next";

  /** More than the largest takes: some 4 KB a scenario. */
  private static final int RESERVE_BYTES = 1 << 16;

  static RunInfo read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    RunCheck.noWayOut(folder);
    try {
      RunInfo info = Json.mapper().readValue(file.toFile(), RunInfo.class);
      if (info == null) {
        throw new IOException(file + " cannot be read: it holds nothing");
      }
      if (info.schema() > RunInfo.SCHEMA) {
        throw new IOException(
            "%s has schema %d, newer than the %d that this flowgauge reads: update flowgauge"
                .formatted(file, info.schema(), RunInfo.SCHEMA));
      }
      RunCheck.check(info, file);
      return info;
    } catch (JsonProcessingException broken) {
      throw new IOException(file + " cannot be read: " + RunCheck.words(broken), broken);
    }
  }

  /** Whether it still says that the run is under way though its process is over. */
  static boolean killed(RunInfo info) {
    return info.status() == RunInfo.Status.RUNNING
        && info.process().filter(ProcessMark::over).isPresent();
  }

  static void write(Path folder, RunInfo info) throws IOException {
    Path next = folder.resolve(NEXT);
    try {
      byte[] json = Json.mapper().writeValueAsBytes(info);
      // not a channel, which a thread that is being interrupted can't write to
      try (RandomAccessFile file = new RandomAccessFile(next.toFile(), "rw")) {
        file.write(json);
        file.setLength(json.length);
      }
      Files.move(next, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      Files.deleteIfExists(next);
      throw new IOException(
          "can't write " + folder.resolve(NAME) + ": " + failed.getMessage(), failed);
    }
    if (info.status() == RunInfo.Status.RUNNING) {
      reserve(next);
    }
  }

  private static void reserve(Path next) throws IOException {
    try {
      Files.write(next, new byte[RESERVE_BYTES]);
    } catch (IOException full) {
      Files.deleteIfExists(next);
    }
  }
}
