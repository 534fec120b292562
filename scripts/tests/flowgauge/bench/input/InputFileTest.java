package flowgauge.bench.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.scenario.InputLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of inputs: each body is a line's object, and a bad line is told by its number. */
class InputFileTest {
  @TempDir Path temp;

  private InputLines read(String name, String text) throws IOException {
    return InputFile.read(Files.writeString(temp.resolve(name), text));
  }

  private static String body(InputLines lines, int at) throws IOException {
    return new String(lines.body(at), StandardCharsets.UTF_8);
  }

  @Test
  void linesAreObjectsWhateverEndsThem() throws IOException {
    InputLines lines = read("a.jsonl", "\uFEFF{\"q\": 1}\r\n\n  {\"q\": \"\u00e4\"}  \n{\"q\": 3}");
    assertEquals(3, lines.size());
    assertEquals("{\"q\": 1}", body(lines, 0));
    assertEquals("{\"q\": \"\u00e4\"}", body(lines, 1));
    assertEquals("{\"q\": 3}", body(lines, 2));
    assertEquals(1, lines.line(0));
    assertEquals(3, lines.line(1));
    assertEquals(4, lines.line(2));
  }

  @Test
  void rowsOfCsvAreObjectsOfTexts() throws IOException {
    InputLines lines = read("a.csv", "q,n\r\n\"two\nlines, \"\"x\"\"\",1\r\nb,\r\n");
    assertEquals(2, lines.size());
    assertEquals("{\"q\":\"two\\nlines, \\\"x\\\"\",\"n\":\"1\"}", body(lines, 0));
    assertEquals("{\"q\":\"b\",\"n\":\"\"}", body(lines, 1));
    assertEquals(2, lines.line(0));
    assertEquals(4, lines.line(1));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a.jsonl, `{\"q\": 1}|[1]`, `line 2: it is JSON, but no object of inputs`",
        "a.jsonl, `{\"q\": 1}||{\"q\": `, `line 3: no JSON object`",
        "a.jsonl, `{\"q\": 1} {\"q\": 2}`, `line 1: something stands behind its object`",
        "a.jsonl, `q;n|1;2`, `line 1: no JSON object (JSON lines are read, or CSV`",
        "a.jsonl, `|`, has no line with inputs",
        "a.csv, `q|1|2,3`, `line 3: 2 fields where the header has 1`",
        "a.csv, q, has no line with inputs"
      })
  void aBadLineIsToldByItsNumber(String name, String text, String expected) {
    IOException refused =
        assertThrows(IOException.class, () -> read(name, text.replace('|', '\n')));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }
}
