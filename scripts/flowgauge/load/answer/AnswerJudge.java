package flowgauge.load.answer;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.Optional;

/**
 * What a whole answer is: good, or one that lacks times or content that it should have. Keeps in
 * words what there is to say of the last that was not as expected. Event loop only.
 */
public final class AnswerJudge {
  private final boolean timesRequired;
  private String remark;

  public AnswerJudge(boolean timesRequired) {
    this.timesRequired = timesRequired;
  }

  /** How a request with that answer ended; its row takes the server's times. */
  public Outcome judge(int status, AnswerBody body, Sample row) {
    if (status >= 400) {
      return Outcome.HTTP_ERROR;
    }
    if (body.times() != null) {
      ReportedTimes.Found found = body.times().end();
      if (found != ReportedTimes.Found.ALL) {
        remark = found.words();
        if (timesRequired) {
          return Outcome.INVALID_RESPONSE;
        }
      }
      row.set(Column.NODE_US, body.times().nodeUs())
          .set(Column.BACKEND_US, body.times().backendUs());
    }
    Optional<String> lacking = body.lacking();
    if (lacking.isPresent()) {
      remark = "lacks what --expect names: " + lacking.get();
      return Outcome.UNEXPECTED_ANSWER;
    }
    if (body.noStream()) {
      remark = "is no event stream, so it has no end as --expect names it";
      return Outcome.UNEXPECTED_ANSWER;
    }
    if (body.streamCut()) {
      String last = body.lastEvent();
      remark =
          "is a stream without the end that --expect names"
              + (last.isEmpty() ? ", and without any event" : ": its last event is " + last);
      return Outcome.STREAM_CUT;
    }
    return Outcome.OK;
  }

  /** Takes what is wrong with an answer that is no HTTP. */
  public void fault(ResponseParser.Fault fault) {
    remark = fault.words();
  }

  /** What there is to say of the last answer that was not as expected; null if all were. */
  public String remark() {
    return remark;
  }
}
