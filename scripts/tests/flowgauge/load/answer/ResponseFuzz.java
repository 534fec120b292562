package flowgauge.load.answer;

import flowgauge.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Response bytes: whatever the cut, the parser says the same. */
public final class ResponseFuzz {
  private static final KnownHead SHARED = new KnownHead();

  private ResponseFuzz() {}

  private static final class Kept implements ResponseParser.Body {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResponseHead.Coding coding;

    @Override
    public void begin(ResponseHead head) {
      coding = head.coding();
    }

    @Override
    public void take(byte[] b, int from, int length) {
      bytes.write(b, from, length);
    }

    boolean same(Kept other) {
      return coding == other.coding
          && Arrays.equals(bytes.toByteArray(), other.bytes.toByteArray());
    }
  }

  /** The first byte says how the rest is cut, the lowest bit of the second whether it is a HEAD. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    boolean head = (data[1] & 1) == 1;
    Kept wholeBody = new Kept();
    Kept cutBody = new Kept();
    Kept sharingBody = new Kept();
    ResponseParser whole = new ResponseParser(wholeBody, new KnownHead());
    ResponseParser cut = new ResponseParser(cutBody, new KnownHead());
    ResponseParser sharing = new ResponseParser(sharingBody, SHARED);
    int taken = parse(whole, data, head, data.length);
    int step = 1 + (data[0] & 0x1f);
    int takenInParts = parse(cut, data, head, step);
    int takenSharing = parse(sharing, data, head, data.length);
    same(whole, cut);
    same(whole, sharing);
    if (!whole.malformed()) {
      FuzzTarget.must(
          wholeBody.same(cutBody) && wholeBody.same(sharingBody), "another body in another cut");
    }
    FuzzTarget.must(whole.malformed() == (whole.fault() != null), "malformed without a word");
    if (whole.done()) {
      FuzzTarget.must(
          taken == takenInParts && taken == takenSharing,
          "it ends at " + taken + ", cut at " + takenInParts + ", sharing at " + takenSharing);
      FuzzTarget.must(whole.status() >= 100 && whole.status() <= 999, "status " + whole.status());
      FuzzTarget.must(
          whole.bodyBytes() >= 0 && whole.bodyBytes() <= data.length, "more body than bytes");
    }
    FuzzTarget.must(
        wholeBody.bytes.size() == whole.bodyBytes(), "counts another length than it gives");
  }

  private static int parse(ResponseParser parser, byte[] data, boolean head, int step) {
    parser.reset(head);
    int at = 2;
    while (at < data.length && !parser.done() && !parser.malformed()) {
      int to = Math.min(data.length, at + step);
      int taken = parser.parse(data, at, to);
      FuzzTarget.must(
          taken == to || parser.done() || parser.malformed(), "left bytes without being done");
      at = taken;
    }
    return at;
  }

  private static void same(ResponseParser a, ResponseParser b) {
    FuzzTarget.must(a.malformed() == b.malformed(), "malformed in one cut only");
    FuzzTarget.must(a.done() == b.done(), "done in one cut only");
    if (a.malformed()) {
      return;
    }
    FuzzTarget.must(
        a.status() == b.status()
            && a.keepAlive() == b.keepAlive()
            && a.bodyBytes() == b.bodyBytes(),
        "reads otherwise in another cut");
  }
}
