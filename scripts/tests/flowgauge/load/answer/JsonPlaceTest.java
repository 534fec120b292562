package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which value of a text a pointer means. */
class JsonPlaceTest {
  private static final String TEXT =
      "{\"a\": [1, [2, 3], {\"b\": 4, \"0\": 5}], \"\": 6, \"x/y\": {\"~\": 7}, \"0\": 8, \"b\": 9}";

  private static List<Integer> at(String pointer) throws IOException {
    JsonPlace place = new JsonPlace(pointer);
    List<Integer> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(TEXT)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && place.isAt(parser)) {
          found.add(parser.getIntValue());
        } else if (token.isStructStart() && place.isAt(parser)) {
          found.add(0);
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "/a/0, 1",
    "/a/1/1, 3",
    "/a/2/b, 4",
    "/a/2/0, 5",
    "/, 6",
    "/x~1y/~0, 7",
    "/0, 8",
    "/b, 9",
    "/a, 0",
    "/a/2, 0",
    "'', 0"
  })
  void isTheOneThatThePointerMeans(String pointer, int value) throws IOException {
    assertEquals(List.of(value), at(pointer));
  }

  @ParameterizedTest
  @CsvSource({"/a/3", "/c", "/a/b", "/x/y", "/b/0", "/a/01"})
  void isNoneWhereThereIsNone(String pointer) throws IOException {
    assertEquals(List.of(), at(pointer));
  }
}
