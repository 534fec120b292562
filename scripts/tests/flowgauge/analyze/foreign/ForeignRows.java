package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools whose every request is a row, and the rows that become of them. */
abstract class ForeignRows {
  @TempDir Path temp;

  Imported imported;
  RunFolder folder;

  record Row(
      long request,
      long sentUs,
      long endUs,
      long inFlight,
      Outcome outcome,
      long status,
      long user,
      long firstByteUs,
      long connectUs,
      long intendedUs) {}

  static Told told(String only, Map<String, String> map) {
    Told none = Untold.scenario("s");
    return new Told(
        "s",
        Optional.ofNullable(only),
        none.users(),
        none.ratePerSecond(),
        Double.NaN,
        Double.NaN,
        none.engine(),
        none.workers(),
        none.threads(),
        Double.NaN,
        none.stamps(),
        map);
  }

  List<Row> rows(byte[] content, Told told) throws IOException {
    Path file = Files.write(temp.resolve("file"), content);
    return rows(file, told);
  }

  List<Row> rows(Path file, Told told) throws IOException {
    folder = RunFolder.createAt(Files.createTempDirectory(temp, "run"));
    Source source = Source.of(file);
    imported = Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    return read(folder.read().scenarios().get(0).name());
  }

  List<Row> read(String scenario) throws IOException {
    List<Row> rows = new ArrayList<>();
    Samples.forEach(
        folder.samples(scenario),
        r ->
            rows.add(
                new Row(
                    r.request(),
                    r.sentUs(),
                    r.endUs(),
                    r.inFlight(),
                    r.outcome(),
                    r.status(),
                    r.user(),
                    r.firstByteUs(),
                    r.connectUs(),
                    r.intendedUs())));
    return rows;
  }

  List<Row> rows(String content) throws IOException {
    return rows(content.getBytes(StandardCharsets.UTF_8), told(null, Map.of()));
  }

  StageInfo stage() throws IOException {
    return folder.read().scenarios().get(0).load().stages().get(0);
  }
}
