package flowgauge.load.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in JSON, by a pointer (RFC 6901), to be looked for token by token: nothing is made for a
 * look, as a parser's own path would be.
 */
final class JsonPlace {
  private final JsonPointer[] steps;

  JsonPlace(String pointer) {
    List<JsonPointer> each = new ArrayList<>();
    for (JsonPointer left = JsonPointer.compile(pointer); !left.matches(); left = left.tail()) {
      each.add(left);
    }
    steps = each.toArray(JsonPointer[]::new);
  }

  /**
   * Whether the value whose token a parser has read, or begun with an object or array, is there.
   */
  boolean isAt(JsonParser parser) {
    JsonStreamContext at = parser.getParsingContext();
    if (parser.currentToken().isStructStart()) {
      at = at.getParent();
    }
    if (at.getNestingDepth() != steps.length) {
      return false;
    }
    for (int i = steps.length - 1; i >= 0; i--, at = at.getParent()) {
      boolean same =
          at.inArray()
              ? steps[i].getMatchingIndex() == at.getCurrentIndex()
              : steps[i].getMatchingProperty().equals(at.getCurrentName());
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
