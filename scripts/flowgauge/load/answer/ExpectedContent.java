package flowgauge.load.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import flowgauge.load.answer.ResponseHead.Coding;
import flowgauge.scenario.Expectation;
import flowgauge.scenario.Expectation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what an answer is expected to hold while it comes: nothing of it is kept but a
 * compressed one, up to {@link ReportedTimes#MOST_BYTES}. A JSON pointer is looked for in the
 * answer, or in each event of a stream by itself.
 */
final class ExpectedContent implements EventStream.Events {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** Looks for one of them. */
  private interface Search {
    void begin();

    void take(byte[] b, int from, int length);

    void over();

    boolean found();
  }

  private final List<Expectation> expectations;
  private final Search[] searches;
  private Coding coding = Coding.IDENTITY;
  private boolean streaming;
  private ByteArrayOutputStream compressed;

  private ExpectedContent(List<Expectation> expectations) {
    this.expectations = expectations;
    this.searches =
        expectations.stream()
            .map(each -> each.kind() == Kind.TEXT ? new Text(each.what()) : new Json(each.what()))
            .toArray(Search[]::new);
  }

  /** One for a connection; null where nothing is looked for but a stream's end. */
  static ExpectedContent of(List<Expectation> expectations) {
    List<Expectation> searched =
        expectations.stream().filter(each -> each.kind() != Kind.END).toList();
    return searched.isEmpty() ? null : new ExpectedContent(searched);
  }

  void begin(Coding bodyCoding, boolean eventStream) {
    coding = bodyCoding;
    streaming = eventStream;
    compressed = null;
    for (Search search : searches) {
      search.begin();
    }
  }

  /** Takes bytes of the body. */
  void take(byte[] b, int from, int length) {
    if (coding == Coding.IDENTITY) {
      search(b, from, length);
    } else if (coding != Coding.OTHER) {
      compressed = compressed == null ? new ByteArrayOutputStream(length) : compressed;
      if (compressed.size() + (long) length <= ReportedTimes.MOST_BYTES) {
        compressed.write(b, from, length);
      } else {
        coding = Coding.OTHER; // too long to be looked at
        compressed = null;
      }
    }
  }

  private void search(byte[] b, int from, int length) {
    for (Search search : searches) {
      if (!(search instanceof Json && streaming)) {
        search.take(b, from, length);
      }
    }
  }

  @Override
  public void data(byte[] b, int from, int length) {
    for (Search search : searches) {
      if (search instanceof Json) {
        search.take(b, from, length);
      }
    }
  }

  @Override
  public void over() {
    for (Search search : searches) {
      if (search instanceof Json) {
        search.over();
      }
    }
  }

  /** The answer is whole: what it lacks, as it was written; empty if nothing. */
  Optional<String> lacking() {
    if (compressed != null) {
      long[] inflated = new long[1];
      try {
        Inflation.inflate(
            compressed,
            coding,
            (b, from, length) -> {
              search(b, from, length);
              inflated[0] += length;
              return inflated[0] <= ReportedTimes.MOST_BYTES;
            });
      } catch (IOException broken) {
        // then what came ahead of the fault counts, and JSON has no end
      }
      compressed = null;
    }
    for (int i = 0; i < searches.length; i++) {
      if (!streaming) {
        searches[i].over();
      }
      if (!searches[i].found()) {
        boolean text = !streaming && searches[i] instanceof Json json && json.text;
        return Optional.of(
            expectations.get(i) + (text ? " (the answer is a JSON text: use 'text ...')" : ""));
      }
    }
    return Optional.empty();
  }

  /** Knuth, Morris and Pratt: each byte is looked at once, wherever the body is cut. */
  private static final class Text implements Search {
    private final byte[] wanted;
    private final int[] fallback;
    private int matched;

    Text(String text) {
      wanted = text.getBytes(StandardCharsets.UTF_8);
      fallback = new int[wanted.length];
      for (int i = 1; i < wanted.length; i++) {
        int k = fallback[i - 1];
        while (k > 0 && wanted[i] != wanted[k]) {
          k = fallback[k - 1];
        }
        fallback[i] = wanted[i] == wanted[k] ? k + 1 : 0;
      }
    }

    @Override
    public void begin() {
      matched = 0;
    }

    @Override
    public void take(byte[] b, int from, int length) {
      for (int i = from; i < from + length && matched < wanted.length; i++) {
        while (matched > 0 && b[i] != wanted[matched]) {
          matched = fallback[matched - 1];
        }
        matched += b[i] == wanted[matched] ? 1 : 0;
      }
    }

    @Override
    public void over() {
      // a text ends where it ends
    }

    @Override
    public boolean found() {
      return matched == wanted.length;
    }
  }

  /** A value other than null at a pointer, in JSON that is whole. */
  private static final class Json implements Search {
    private final JsonPlace place;
    private JsonParser parser;
    private boolean seen;
    private boolean whole;
    private boolean broken;
    private boolean found;

    /** Whether all of it is a text. */
    private boolean text;

    Json(String text) {
      place = new JsonPlace(text);
    }

    @Override
    public void begin() {
      found = false;
      text = false;
      next();
    }

    private void next() {
      if (parser != null) {
        try {
          parser.close();
        } catch (IOException none) {
          // it reads from nowhere
        }
      }
      parser = null;
      seen = false;
      whole = false;
      broken = false;
    }

    @Override
    public void take(byte[] b, int from, int length) {
      if (found || whole || broken) {
        return;
      }
      try {
        if (parser == null) {
          parser = JSON.createNonBlockingByteArrayParser();
        }
        ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(b, from, from + length);
        tokens();
      } catch (IOException | RuntimeException notJson) {
        broken = true;
      }
    }

    private void tokens() throws IOException {
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.NOT_AVAILABLE;
          token = parser.nextToken()) {
        boolean value = token.isScalarValue() || token.isStructStart();
        text |= token == JsonToken.VALUE_STRING && parser.getParsingContext().inRoot();
        if (value && token != JsonToken.VALUE_NULL && place.isAt(parser)) {
          seen = true;
        }
        if (!token.isStructStart() && parser.getParsingContext().inRoot()) {
          whole = true;
          return;
        }
      }
    }

    @Override
    public void over() {
      if (!whole && !broken && parser != null) {
        try {
          ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).endOfInput();
          tokens();
        } catch (IOException | RuntimeException cut) {
          broken = true;
        }
      }
      found |= seen && whole && !broken;
      next();
    }

    @Override
    public boolean found() {
      return found;
    }
  }
}
