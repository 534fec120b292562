package flowgauge.report;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server or another tool could have written into every text of a run. */
final class Hostile {
  /** Set in the page's window by any part of the text that is taken for more than text. */
  static final String SIGN = "injected";

  private static final String TEXT =
      "\"'`>]]></svg></title></style></script><script>window.injected=1</script>"
          + "<img src=x onerror=window.injected=1>&amp;&#60;\u0000\u0001\u001b[31m\u007f\u009b"
          + "\u202e\ud800\uffff";

  private Hostile() {}

  static String text(String text) {
    return text + TEXT;
  }

  /** A record with that behind each of its texts, and behind those of the records in it. */
  static <T extends Record> T all(T value) {
    @SuppressWarnings("unchecked")
    T spoilt = (T) spoil(value);
    return spoilt;
  }

  private static Object spoil(Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof Optional<?> one) {
      return one.map(Hostile::spoil);
    } else if (value instanceof List<?> list) {
      return list.stream().map(Hostile::spoil).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> spoilt = new LinkedHashMap<>();
      map.forEach((key, each) -> spoilt.put(spoil(key), spoil(each)));
      return spoilt;
    } else if (value instanceof Record) {
      return rebuilt(value);
    }
    return value;
  }

  private static Object rebuilt(Object value) {
    RecordComponent[] parts = value.getClass().getRecordComponents();
    try {
      Object[] spoilt = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i].getAccessor().setAccessible(true);
        spoilt[i] = spoil(parts[i].getAccessor().invoke(value));
      }
      var constructor =
          value
              .getClass()
              .getDeclaredConstructor(
                  Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(spoilt);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
