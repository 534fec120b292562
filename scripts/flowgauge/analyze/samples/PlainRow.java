package flowgauge.analyze.samples;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.SampleCsv;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads rows as bench writes most of them, eight bytes at once: every field as in {@link
 * SampleCsv}, {@code ok} for the outcome, a phase of the load, {@code \n} at the end. All others,
 * good or bad, it leaves to {@link SampleParser}.
 */
final class PlainRow {
  private static final int LONGEST_NUMBER = 2 * Digits.MOST - 1;
  private static final byte[] NONE = new byte[Digits.MOST];

  /** A field's text and the comma after it, shifted to the upper end of a word. */
  private record Text(long word, int length, long value) {
    static Text of(String text, long value) {
      byte[] bytes = (text + ",").getBytes(StandardCharsets.US_ASCII);
      byte[] eight = Arrays.copyOf(NONE, Digits.MOST);
      System.arraycopy(bytes, 0, eight, Digits.MOST - bytes.length, bytes.length);
      return new Text(Digits.word(eight, 0), text.length(), value);
    }

    boolean begins(long at) {
      return at << Byte.SIZE * (Digits.MOST - length - 1) == word;
    }
  }

  private static final Text[] OUTCOMES = {Text.of("ok", Outcome.OK.ordinal())};
  private static final Text[] REUSED = {Text.of("true", 1), Text.of("false", 0)};
  private static final Text[] PHASES =
      Arrays.stream(Phase.values())
          .filter(phase -> phase.text().length() < Digits.MOST)
          .map(phase -> Text.of(phase.text(), phase.ordinal()))
          .toArray(Text[]::new);

  private final int[] fields;
  private final Text[][] texts;

  /**
   * @param fields per column of the file its place in {@link Column#ALL}, none below 0
   */
  PlainRow(int[] fields) {
    this.fields = fields;
    this.texts = new Text[fields.length][];
    for (int i = 0; i < fields.length; i++) {
      texts[i] =
          switch (Column.ALL.get(fields[i]).kind()) {
            case OUTCOME -> OUTCOMES;
            case FLAG -> REUSED;
            case PHASE -> PHASES;
            default -> null;
          };
    }
  }

  /**
   * Reads the row that begins at an index.
   *
   * @param values takes each field at its place in {@link Column#ALL}: an empty number as -1, a
   *     text as its ordinal
   * @return where the next row begins; -1 if this is no such row, and values are then worth nothing
   */
  int read(byte[] bytes, int from, long[] values) {
    int last = fields.length - 1;
    int at = from;
    if (from + fields.length * (LONGEST_NUMBER + 1) + Digits.MOST > bytes.length) {
      return -1;
    }
    for (int i = 0; i <= last; i++) {
      long word = Digits.word(bytes, at);
      long value;
      if (texts[i] == null) {
        int digits = Digits.count(word);
        value = Digits.append(digits == 0 ? -1 : 0, word, digits);
        at += digits;
        if (digits == Digits.MOST) {
          word = Digits.word(bytes, at);
          digits = Digits.count(word);
          if (digits == Digits.MOST) {
            return -1;
          }
          value = Digits.append(value, word, digits);
          at += digits;
        }
      } else {
        Text text = find(texts[i], word);
        if (text == null) {
          return -1;
        }
        value = text.value;
        at += text.length;
      }
      values[fields[i]] = value;
      if (bytes[at++] != (i == last ? '\n' : ',')) {
        return -1;
      }
    }
    return at;
  }

  private static Text find(Text[] texts, long word) {
    for (Text text : texts) {
      if (text.begins(word)) {
        return text;
      }
    }
    return null;
  }
}
