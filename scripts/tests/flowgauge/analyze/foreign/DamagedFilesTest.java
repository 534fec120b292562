package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are cut or damaged, and rows as no tool writes them unless it is told to. */
class DamagedFilesTest extends ForeignRows {
  private static final long START = 1_700_000_000_000L;

  private static String jtl(int rows) {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,success\n");
    for (int i = 0; i < rows; i++) {
      text.append(START + 10 * i).append(",20,a,true\n");
    }
    return text.toString();
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String refusal(byte[] content) {
    return assertThrows(IOException.class, () -> rows(content, told(null, Map.of()))).getMessage();
  }

  private String refusal(String content) {
    return refusal(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void ofACompressedFileThatIsCutAllIsReadThatIsThere() throws IOException {
    byte[] whole = compressed(jtl(200));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    int rows = rows(half, told(null, Map.of())).size();
    assertTrue(rows > 20 && rows < 200, rows + " rows");
    assertTrue(imported.notes().get(0).startsWith("the compressed file is cut"));
    assertTrue(
        imported.notes().get(0).endsWith("(line " + (rows + 2) + ")"), imported.notes() + "");
  }

  @Test
  void damagedDataIsRefusedByTheFilesName() throws IOException {
    byte[] whole = compressed(jtl(200));
    whole[whole.length - 5] ^= 1; // of the checksum
    String checksum = refusal(whole);
    assertTrue(checksum.endsWith("file: its compressed data is damaged"), checksum);
    byte[] none = Arrays.copyOf(compressed(""), 40);
    Arrays.fill(none, 10, 40, (byte) 0xff);
    String block = refusal(none);
    assertTrue(block.endsWith("file: its compressed data is damaged"), block);
  }

  @Test
  void aFieldTooLongToBeOneIsNoEndOfTheFile() {
    String message =
        refusal(jtl(2) + START + ",20,\"" + "x".repeat(9 << 20) + "\",true\n" + jtl(1));
    assertTrue(message.contains("line 4"), message);
  }

  @Test
  void datesAndDecimalsAreReadAsMilliseconds() throws IOException {
    List<Row> expected = rows("timeStamp,elapsed\n1700000000250,20\n1700000001250,20\n");
    for (String stamps :
        List.of(
            "2023/11/14 22:13:20.250,20\n2023/11/14 22:13:21.250,20\n",
            "2023-11-14T22:13:20.250Z,20\n2023-11-14T22:13:21.250Z,20\n",
            "1700000000250.0,20.0\n1700000001250.0,20.0\n")) {
      assertEquals(expected, rows("timeStamp,elapsed\n" + stamps), stamps);
    }
  }

  @Test
  void datesOfWholeSecondsDoNotTellWhoMetWhom() throws IOException {
    String rows = "timeStamp,elapsed\n2023/11/14 22:13:20,20\n2023/11/14 22:13:21%s,20\n";
    List<Row> whole = rows(rows.formatted(""));
    assertEquals(List.of(-1L, -1L), whole.stream().map(Row::inFlight).toList());
    assertTrue(imported.notes().toString().contains("whole seconds"), imported.notes() + "");
    List<Row> parts = rows(rows.formatted(".250"));
    assertEquals(List.of(1L, 1L), parts.stream().map(Row::inFlight).toList());
  }

  @Test
  void whatIsNoWordOnSuccessIsRefused() throws IOException {
    String message = refusal("timeStamp,elapsed,success\n1700000000250,20,yes\n");
    assertTrue(message.endsWith("line 2: success is 'yes', not true or false"), message);
    rows("timeStamp,elapsed\n1700000000250,20\n");
    assertTrue(
        imported.notes().toString().contains("does not say whether they failed"),
        imported.notes() + "");
  }
}
