package flowgauge.load.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Says whether an event of a stream holds something to read, by its data.
 *
 * <ul>
 *   <li>Where a pointer is told, if there is a value that is neither null nor an empty text.
 *   <li>An object with {@code choices}, as OpenAI streams them, if one of them has a text, a call
 *       of a tool or the like; not if it has a role, a reason to finish or the usage alone.
 *   <li>Any other object, if any value in it is neither null nor an empty text.
 *   <li>Other data always, but for {@code [DONE]}.
 * </ul>
 *
 * <p>One per connection; event loop only.
 */
final class EventContent {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** An event's data beyond this is content without a look. */
  private static final int MOST_BYTES = 64 << 10;

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  /** Depth of a choice's parts: the object, its choices, one of them, its delta. */
  private static final int CHOICE = 3;

  private final JsonPlace text;
  private final String[] names = new String[CHOICE + 2];
  private byte[] data = new byte[512];
  private int size;
  private boolean tooLong;

  /**
   * @param pointer where an event has its text (RFC 6901); null where nobody says
   */
  EventContent(String pointer) {
    this.text = pointer == null ? null : new JsonPlace(pointer);
  }

  void begin() {
    size = 0;
    tooLong = false;
  }

  /** Takes bytes of its data. */
  void take(byte[] b, int from, int length) {
    if (tooLong || size + length > MOST_BYTES) {
      tooLong = true;
      return;
    }
    if (size + length > data.length) {
      data = Arrays.copyOf(data, Math.max(size + length, 2 * data.length));
    }
    System.arraycopy(b, from, data, size, length);
    size += length;
  }

  /** Whether the event, which is over, has content. */
  boolean found() {
    if (tooLong) {
      return true;
    }
    int at = 0;
    while (at < size && (data[at] == ' ' || data[at] == '\n')) {
      at++;
    }
    if (at == size || Arrays.equals(data, at, size, DONE, 0, DONE.length)) {
      return false;
    }
    if (text == null && data[at] != '{') {
      return true;
    }
    try (JsonParser parser = JSON.createParser(data, at, size - at)) {
      return text == null ? holds(parser) : points(parser);
    } catch (IOException noJson) {
      return text == null;
    }
  }

  private boolean points(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if ((token.isStructStart() || says(token, parser)) && text.isAt(parser)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(JsonParser parser) throws IOException {
    Arrays.fill(names, null);
    boolean choices = false;
    boolean said = false;
    boolean chosen = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int depth = parser.getParsingContext().getNestingDepth();
      if (token == JsonToken.FIELD_NAME && depth < names.length) {
        names[depth] = parser.currentName();
      } else if (token == JsonToken.START_ARRAY && depth == 2 && "choices".equals(names[1])) {
        choices = true;
      } else if (token.isScalarValue() && says(token, parser)) {
        said = true;
        chosen |= choices && "choices".equals(names[1]) && ofChoice(names, depth);
      }
    }
    return choices ? chosen : said;
  }

  private static boolean ofChoice(String[] names, int depth) {
    return depth == CHOICE
        ? "text".equals(names[CHOICE])
        : depth > CHOICE
            && ("delta".equals(names[CHOICE]) || "message".equals(names[CHOICE]))
            && !"role".equals(names[CHOICE + 1]);
  }

  private static boolean says(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.VALUE_STRING
        ? parser.getTextLength() > 0
        : token.isScalarValue() && token != JsonToken.VALUE_NULL;
  }
}
