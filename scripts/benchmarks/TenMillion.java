import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ten million samples recorded with a small heap: memory does not grow with their number. */
final class TenMillion implements Setting.Part {
  private static final long SAMPLES = 10_000_000;
  private static final int HEAP_MIB = 256;
  private static final long ROOM_BYTES = 3L << 30;

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    if (Files.getFileStore(setting.folder()).getUsableSpace() < ROOM_BYTES) {
      throw new BenchmarkException("the temporary folder has less than 3 GiB of room");
    }
    Setting.say("recording %,d samples with a heap of %d MiB", SAMPLES, HEAP_MIB);
    Path file = setting.folder().resolve("ten-million.csv");
    try {
      String[] printed =
          Tools.run(
                  ChildJvm.command(
                      SyntheticRecording.class,
                      List.of("-XX:+UseSerialGC", "-Xmx" + HEAP_MIB + "m"),
                      List.of(file.toString(), Long.toString(SAMPLES))),
                  setting.folder().resolve("recording.log"))
              .strip()
              .split(" ");
      double seconds = Double.parseDouble(printed[0]);
      findings.atLeast(
          "recorded_rows",
          rows(file),
          SAMPLES,
          "heap %d MiB, %,d MB".formatted(HEAP_MIB, Files.size(file) / 1_000_000));
      findings.figure(
          "recorded_rows_per_second", SAMPLES / seconds, "put and written at full speed");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static long rows(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().count() - 1;
    }
  }
}
