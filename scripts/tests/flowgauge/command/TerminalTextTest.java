package flowgauge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import faults.BenchProcess;
import faults.Captured;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

class TerminalTextTest {
  /** Clears the screen, renames the window, goes back, rings, C1's own CSI, turns letters round. */
  private static final String HOSTILE =
      "a\u001b[2J\u001b]0;x\u0007\rb\u0008\u0000\u007f\u009b31m\u202ec\u2066\u200b\u2028\ufeff";

  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

  @Command(name = "x")
  static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("the server said " + HOSTILE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\\u001b[2J, \\\\u001b[2J",
    "a\\rb, a\\\\u000db",
    "\\u0007, \\\\u0007",
    "\\u009b1m, \\\\u009b1m",
    "x\\u202ey, x\\\\u202ey",
    "\\udb40\\udc01, \\\\udb40\\\\udc01",
    "\u00e9 \u65e5\u672c \ud83d\ude00 %s, \u00e9 \u65e5\u672c \ud83d\ude00 %s",
    "a\\nb\\tc\\r\\nd, a\\nb\\tc\\r\\nd",
  })
  void whatSteersATerminalIsShown(String text, String shown) {
    assertEquals(unicode(shown), TerminalText.of(unicode(text)));
  }

  /** As Java's compiler would read it. */
  private static String unicode(String text) {
    return Pattern.compile("(?<!\\\\)\\\\u(\\p{XDigit}{4})")
        .matcher(text)
        .replaceAll(m -> "" + (char) Integer.parseInt(m.group(1), 16))
        .translateEscapes();
  }

  @Test
  void jsonSaysTheSameAfterwards() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, String> value = Map.of("reason", HOSTILE, "name", "\u00e9 \\ \" \n");
    String shown = TerminalText.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    assertFalse(STEERING.matcher(shown).find(), shown);
    assertEquals(value, json.readValue(shown, Map.class));
  }

  @Test
  void anErrorAndItsTraceSteerNothing() throws Exception {
    BenchProcess.Ended ended =
        Captured.of(() -> CommandLines.of(new Failing()).execute("--verbose"));
    assertEquals(1, ended.code());
    String text = ended.err().replace("\t", "");
    assertTrue(text.contains("the server said a\\u001b[2J"), text);
    assertFalse(STEERING.matcher(text).find(), text);
  }
}
