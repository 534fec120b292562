package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events of a stream have something to read. */
class EventContentTest {
  private static boolean found(String pointer, String data) {
    byte[] b = data.getBytes(StandardCharsets.UTF_8);
    boolean whole = false;
    for (int cut = 0; cut <= b.length; cut++) {
      EventContent content = new EventContent(pointer);
      content.take(new byte[] {'x'}, 0, 1);
      content.begin();
      content.take(b, 0, cut);
      content.take(b, cut, b.length - cut);
      if (cut > 0) {
        assertEquals(whole, content.found(), data + " cut at " + cut);
      }
      whole = content.found();
    }
    return whole;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | hello",
        "true  | 0",
        "true  | [1]",
        "true  | {broken",
        "false | [DONE]",
        "true  | [DONE]]",
        "false | {}",
        "false | {\"answer\": \"\"}", // the role's chunk, as PromptFlow's llm node hands it on
        "false | {\"answer\": null, \"more\": {\"text\": \"\"}}",
        "true  | {\"answer\": \" \"}",
        "true  | {\"answer\": 0}",
        "false | {\"id\": \"x\", \"choices\": [{\"delta\": {\"role\": \"assistant\"}}]}",
        "false | {\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}], \"id\": 1}",
        "true  | {\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"a\"}}]}",
        "false | {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}], \"timing\": {\"s\": 1}}",
        "false | {\"choices\": [], \"usage\": {\"total_tokens\": 3}}",
        "true  | {\"choices\": [{\"index\": 0, \"text\": \"a\"}]}",
        "true  | {\"choices\": [{\"delta\": {\"tool_calls\": [{\"function\": {\"name\": \"f\"}}]}}]}",
        "true  | {\"choices\": \"none\"}", // not of that kind
      })
  void withoutAPointerWhatIsKnownOfItsForm(boolean content, String data) {
    assertEquals(content, found(null, data), data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | {\"delta\": {\"text\": \"a\"}}",
        "false | {\"delta\": {\"text\": \"\"}}",
        "false | {\"delta\": {\"text\": null}}",
        "true  | {\"delta\": {\"text\": {\"any\": null}}}",
        "false | {\"text\": \"a\", \"type\": \"start\"}",
        "false | {\"delta\": {\"other\": \"a\"}}",
        "false | hello",
      })
  void withAPointerOnlyWhatStandsThere(boolean content, String data) {
    assertEquals(content, found("/delta/text", data), data);
  }

  @Test
  void whatIsTooLongToBeLookedAtCounts() {
    EventContent content = new EventContent("/a");
    content.begin();
    content.take(new byte[1 << 20], 0, 1 << 20);
    assertEquals(true, content.found());
  }
}
