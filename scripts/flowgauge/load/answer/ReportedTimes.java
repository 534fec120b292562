package flowgauge.load.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import flowgauge.load.answer.ResponseHead.Coding;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.ServerTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes the server's own times out of a response's body as it comes, so that none is kept whole but
 * a compressed one, or out of its header {@code Server-Timing}. In an event stream each event is
 * looked at by itself, and the last that has a time counts. One per connection; event loop only.
 */
final class ReportedTimes {
  /** Bytes of a body, compressed or not, up to which times are looked for. */
  static final int MOST_BYTES = 16 << 20;

  /** What became of the search. */
  enum Found {
    ALL("has its times"),
    /** JSON, without one of them. */
    LACKING("has not every time that is named"),
    NOT_JSON("is not JSON, so no time is found in it"),
    /** Beyond the bound. */
    TOO_LONG("is longer than " + (MOST_BYTES >> 20) + " MiB, as far as times are looked for"),
    /** Compressed in another way. */
    CODED("is compressed, and not by gzip or deflate alone: no time is found in it");

    private final String words;

    Found(String words) {
      this.words = words;
    }

    /** Words to follow "an answer that". */
    String words() {
      return words;
    }
  }

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** A longer time is a broken number, and would not be read again from the samples. */
  private static final double LONGEST_SECONDS = 31 * 24 * 3600;

  private final ServerTiming timing = new ServerTiming();
  private final JsonPlace node;
  private final JsonPlace backend;
  private final byte[] nodeMetric;
  private final byte[] backendMetric;
  private JsonParser parser;
  private Coding coding = Coding.IDENTITY;
  private ByteArrayOutputStream compressed;
  private long bytes;
  private boolean whole;
  private Found found = Found.LACKING;
  private long nodeUs;
  private long backendUs;
  private boolean streaming;
  private long nodeUsBefore;
  private long backendUsBefore;

  private ReportedTimes(ServerTimes times) {
    node = compile(times.nodePointer());
    backend = compile(times.backendPointer());
    nodeMetric = metric(times.nodePointer());
    backendMetric = metric(times.backendPointer());
  }

  /** One for a connection; null where nothing is expected. */
  static ReportedTimes of(ServerTimes times) {
    return times.nodePointer().or(times::backendPointer).isEmpty()
        ? null
        : new ReportedTimes(times);
  }

  private static JsonPlace compile(Optional<String> pointer) {
    return pointer
        .filter(source -> ServerTimes.metric(source).isEmpty())
        .map(JsonPlace::new)
        .orElse(null);
  }

  private static byte[] metric(Optional<String> source) {
    return source
        .flatMap(ServerTimes::metric)
        .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
        .orElse(null);
  }

  /** A body begins that is coded so, and may be an event stream. */
  void begin(Coding bodyCoding, boolean eventStream) {
    close();
    coding = bodyCoding;
    streaming = eventStream;
    bytes = 0;
    whole = false;
    found = coding == Coding.OTHER ? Found.CODED : Found.LACKING;
    nodeUs = Sample.ABSENT;
    backendUs = Sample.ABSENT;
    nodeUsBefore = Sample.ABSENT;
    backendUsBefore = Sample.ABSENT;
  }

  /** Takes what the head says in {@code Server-Timing}, nothing if it does not. */
  void header(byte[] b, int length) {
    if (length > 0 && nodeMetric != null) {
      nodeUs = timing.us(b, length, nodeMetric);
    }
    if (length > 0 && backendMetric != null) {
      backendUs = timing.us(b, length, backendMetric);
    }
  }

  /** An event of a stream is over: the next one is looked at by itself. */
  void eventOver() {
    finish();
    close();
    bytes = 0;
    whole = false;
    found = Found.LACKING;
  }

  /** Takes bytes of it, in a stream those of an event's data. */
  void take(byte[] b, int from, int length) {
    if (node == null && backend == null) {
      return;
    }
    if (coding == Coding.IDENTITY) {
      read(b, from, length);
    } else if (found == Found.LACKING) {
      compressed = compressed == null ? new ByteArrayOutputStream(length) : compressed;
      if (compressed.size() + (long) length > MOST_BYTES) {
        found = Found.TOO_LONG;
        compressed = null;
      } else {
        compressed.write(b, from, length);
      }
    }
  }

  /** The response is over: whether its times were found, and why not. */
  Found end() {
    if (!streaming) {
      finish();
      close();
    }
    boolean all = known(node, nodeMetric, nodeUs) && known(backend, backendMetric, backendUs);
    if (all && found != Found.NOT_JSON) {
      found = Found.ALL;
    }
    return found;
  }

  private static boolean known(JsonPlace place, byte[] metric, long us) {
    return place == null && metric == null || us >= 0;
  }

  /** Reads what is left of a body, or of an event's data. */
  private void finish() {
    if (node == null && backend == null) {
      found = Found.LACKING; // all stands in the head
      return;
    }
    long nodeBefore = nodeUsBefore;
    long backendBefore = backendUsBefore;
    if (found == Found.LACKING) {
      try {
        if (compressed != null) {
          Inflation.inflate(
              compressed,
              coding,
              (b, from, length) -> {
                read(b, from, length);
                return found == Found.LACKING;
              });
        }
        if (found == Found.LACKING && parser != null && !whole) {
          ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).endOfInput();
          tokens();
        }
      } catch (IOException | RuntimeException broken) {
        found = Found.NOT_JSON;
      }
      if (found == Found.LACKING && bytes == 0) {
        found = Found.NOT_JSON;
      }
    }
    if (found == Found.NOT_JSON) { // whatever stood ahead of what is broken
      nodeUs = node == null ? nodeUs : nodeBefore;
      backendUs = backend == null ? backendUs : backendBefore;
    }
    nodeUsBefore = nodeUs;
    backendUsBefore = backendUs;
  }

  private void close() {
    compressed = null;
    if (parser != null) {
      try {
        parser.close();
      } catch (IOException none) {
        // it reads from nowhere
      }
      parser = null;
    }
  }

  private void read(byte[] b, int from, int length) {
    bytes += length;
    if (whole || found != Found.LACKING) {
      return;
    }
    if (bytes > MOST_BYTES) {
      found = Found.TOO_LONG;
      return;
    }
    try {
      if (parser == null) {
        parser = JSON.createNonBlockingByteArrayParser();
      }
      ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(b, from, from + length);
      tokens();
    } catch (IOException | RuntimeException broken) {
      found = Found.NOT_JSON;
    }
  }

  private void tokens() throws IOException {
    for (JsonToken next = parser.nextToken();
        next != null && next != JsonToken.NOT_AVAILABLE;
        next = parser.nextToken()) {
      if (next.isNumeric()) {
        number();
      }
      if (!next.isStructStart() && parser.getParsingContext().inRoot()) {
        whole = true; // what comes behind the first value is not looked at
        return;
      }
    }
  }

  private void number() throws IOException {
    if (node != null && node.isAt(parser)) {
      nodeUs = micros();
    }
    if (backend != null && backend.isAt(parser)) {
      backendUs = micros();
    }
  }

  private long micros() throws IOException {
    double seconds = parser.getDoubleValue();
    return seconds >= 0 && seconds <= LONGEST_SECONDS ? Math.round(seconds * 1e6) : Sample.ABSENT;
  }

  /** The node's time of the last body, microseconds, or absent. */
  long nodeUs() {
    return nodeUs;
  }

  /** The backend's time of the last body, microseconds, or absent. */
  long backendUs() {
    return backendUs;
  }
}
