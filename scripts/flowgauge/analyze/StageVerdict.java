package flowgauge.analyze;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.limit.LimiterJudge;
import flowgauge.analyze.summary.StageFigures;
import java.util.Optional;

/**
 * A stage of a load of several, and what limited it.
 *
 * @param figures what became of its requests
 * @param backpressure whether load piled up in it; empty where it was too short to tell
 * @param limiter what limited it
 * @param sentence the same in words, with figures
 */
public record StageVerdict(
    @JsonUnwrapped StageFigures figures,
    Optional<Backpressure.Verdict> backpressure,
    Limiter.Name limiter,
    String sentence) {

  /** In a few words, as {@code server threads, saturated}. */
  public String words() {
    if (backpressure.isEmpty()) {
      return sentence;
    }
    String piled =
        switch (backpressure.get()) {
          case SATURATED -> ", saturated";
          case ONSET -> ", some waited";
          case NONE, CANNOT_TELL -> "";
        };
    return LimiterJudge.words(limiter) + piled;
  }
}
