package flowgauge.analyze.samples;

import static flowgauge.analyze.Runs.HEADER;
import static flowgauge.analyze.Runs.ok;
import static flowgauge.analyze.Runs.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Runs;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken samples files: an error that names file and line, or a warning and the rest analyzed. */
class SamplesTest {
  private static final String TWO = ok(0, 0, 1_000) + ok(1, 5_000, 8_000);

  @TempDir Path temp;
  private int runs;

  private Summary summary(String samples) throws IOException {
    RunFolder folder = Runs.withSamples(temp.resolve("run-" + runs++), samples);
    return Summaries.of(folder, folder.read().scenarios().get(0));
  }

  private String error(String samples) {
    String message = assertThrows(BadSamples.class, () -> summary(samples)).getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.contains("samples.csv"), message);
    return message;
  }

  private static void assertWarns(Summary summary, String words) {
    assertTrue(
        summary.warnings().stream().anyMatch(warning -> warning.contains(words)),
        summary.warnings().toString());
  }

  @Test
  void aBaselineMayLieAheadOfTheLoadAndCountsInNoFigure() throws IOException {
    String ahead = "2,,0,true,9,-9000,-8990,,-4005,-4000,1,ok,200,2,,,baseline,0\n";
    String behind = "3,,0,true,9,90000,90010,,95000,95100,1,ok,200,2,,,baseline,0\n";
    Summary summary = summary(HEADER + ahead + TWO + behind);
    assertEquals(2, summary.requests());
    assertEquals(3, summary.responseTime().maxMs());
    Path file = temp.resolve("baseline.csv");
    Files.writeString(file, HEADER + ahead + TWO + behind);
    List<Long> responses = new ArrayList<>();
    Samples.forEach(
        file,
        row -> {
          if (row.phase() == Phase.BASELINE) {
            responses.add(row.responseUs());
            responses.add(row.firstByteUs());
          }
        });
    assertEquals(List.of(4990L, -4005L, 5090L, 95000L), responses);
    assertTrue(
        error(HEADER + ahead.replace("baseline", "steady")).contains("nothing but the base"));
    assertTrue(error(HEADER + ahead.replace("-8990", "-1")).contains("sent_us is empty"));
    assertTrue(error(HEADER + ahead.replace("-8990", "-")).contains("not a whole number"));
    assertTrue(error(HEADER + ahead.replace(",9,", ",-9,")).contains("not a whole number"));
    assertTrue(error(HEADER + ahead.replace("-4000", "-9999")).contains("lies before sent_us"));
  }

  @Test
  void readsAWholeFile() throws IOException {
    Summary summary = summary(HEADER + TWO);
    assertEquals(2, summary.requests());
    assertEquals(1, summary.responseTime().minMs());
    assertEquals(3, summary.responseTime().maxMs());
    assertEquals(0.2, summary.requestsPerSecond());
    assertTrue(summary.warnings().isEmpty(), summary.warnings().toString());
  }

  @Test
  void namesAMissingColumn() {
    String header = HEADER.replace(",end_us,", ",");
    assertTrue(error(header + TWO).contains("line 1: the column 'end_us' is missing"));
  }

  @Test
  void optionalColumnsMayBeMissingAndFurtherOnesPassedOver() throws IOException {
    String header =
        "extra,request,user,connection,reused,idle_us,intended_us,sent_us,first_byte_us,end_us,"
            + "in_flight,outcome,status,response_bytes,node_us,backend_us\n";
    Summary summary = summary(header + "\"a, b\",0,0,0,false,,0,0,9,10,1,ok,200,7,,\n");
    assertEquals(0.01, summary.responseTime().medianMs());
  }

  @Test
  void namesTheLineOfTextInANumber() {
    String message = error(HEADER + TWO + row(2, 9_000, 9_100, "ok").replace("9100", "9.1e3"));
    assertTrue(message.contains("line 4"), message);
    assertTrue(message.contains("'9.1e3', not a whole number"), message);
  }

  @Test
  void namesTheLineOfACutRowInTheMiddle() {
    assertTrue(error(HEADER + ok(0, 0, 5) + "1,0,0\n" + TWO).contains("line 3: 3 fields"));
    assertTrue(error(HEADER + ok(0, 0, 5).replace("\n", ",5\n")).contains("more fields"));
  }

  @Test
  void refusesAnEndBeforeItsStart() {
    assertTrue(error(HEADER + ok(0, 7, 5)).contains("line 2: end_us (5) lies before sent_us (7)"));
  }

  @Test
  void leavesACutLastLineOutWithAWord() throws IOException {
    Summary summary = summary(HEADER + TWO + "2,0,0,true,,9000,90");
    assertEquals(2, summary.requests());
    assertWarns(summary, "last line has no line end");
  }

  @Test
  void readsMixedLineEndsAndByteOrderMarkWithAWord() throws IOException {
    Summary summary = summary("\uFEFF" + HEADER.replace("\n", "\r\n") + TWO + "\n" + ok(2, 1, 3));
    assertEquals(3, summary.requests());
    assertWarns(summary, "line ends are mixed");
    assertWarns(summary, "byte order mark");
    assertWarns(summary, "blank line");
  }

  @Test
  void saysThatThereAreNoRows() throws IOException {
    Summary summary = summary(HEADER);
    assertEquals(0, summary.requests());
    assertTrue(Double.isNaN(summary.responseTime().medianMs()));
    assertWarns(summary, "no rows");
    assertTrue(error("").contains("empty"));
  }

  @Test
  void leavesUnknownOutcomesOutWithAWord() throws IOException {
    Summary summary = summary(HEADER + TWO + row(2, 1, 2, "teapot"));
    assertEquals(2, summary.requests());
    assertWarns(
        summary, "1 rows have an outcome that this version does not know (such as 'teapot')");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyRowsOnTwoThreadsAreAsOneByOne(boolean compressed) throws IOException {
    int rows = 120_000; // more than one chunk
    StringBuilder text = new StringBuilder(HEADER);
    long[] times = new long[rows];
    for (int i = 0; i < rows; i++) {
      times[i] = 1 + (i * 7919L) % 100_003;
      text.append(ok(i, i * 80L, i * 80L + times[i]));
    }
    RunFolder folder = Runs.withSamples(temp.resolve("run"), "");
    Path plain = folder.samples("s");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (compressed) {
      Files.delete(plain);
      Files.write(plain.resolveSibling("samples.csv.gz"), gzip(bytes));
    } else {
      Files.write(plain, bytes);
    }
    Summary summary = Summaries.of(folder, folder.read().scenarios().get(0));
    Arrays.sort(times);
    assertEquals(rows, summary.succeeded());
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      int rank = (int) Math.ceil(Math.round(Summary.PERCENTILES.get(i) * rows * 1e3) / 1e5);
      assertEquals(times[rank - 1] / 1e3, summary.responseTime().percentiles().get(i));
    }
  }

  @Test
  void namesTheLineFarDownTheFile() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 120_000; i++) {
      text.append(i == 100_000 ? "x" + ok(i, i, i + 5) : ok(i, i, i + 5));
    }
    String message = error(text.toString());
    assertTrue(message.contains("line 100002: request is 'x100000'"), message);
  }

  @Test
  void analyzesWhatACutCompressedFileHolds() throws IOException {
    RunFolder folder = Runs.withSamples(temp.resolve("run"), "");
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 50_000; i++) {
      text.append(ok(i, i * 11L, i * 11L + 1 + i * i % 977));
    }
    byte[] whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
    Files.delete(folder.samples("s"));
    Files.write(
        folder.path().resolve("s").resolve("samples.csv.gz"),
        Arrays.copyOf(whole, whole.length / 2));
    Summary summary = Summaries.of(folder, folder.read().scenarios().get(0));
    assertTrue(summary.requests() > 1_000 && summary.requests() < 49_000);
    assertWarns(summary, "compressed data is cut");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
