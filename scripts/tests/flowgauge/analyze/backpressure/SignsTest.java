package flowgauge.analyze.backpressure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Signature.Level;
import flowgauge.analyze.simulate.Analyses;
import flowgauge.analyze.simulate.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sign of servers whose truth is known: one that speaks, and one that has nothing to say. */
class SignsTest {
  private static final long SEED = 20_001;

  static Stream<Arguments> signs() {
    Setting overloaded = Setting.threadLimitedOpen();
    Setting full = Setting.threadLimited();
    Setting calm = Setting.healthy();
    return Stream.of(
        Arguments.of(overloaded, "unfinished_work", Level.SATURATED),
        Arguments.of(calm, "unfinished_work", Level.ABSENT),
        Arguments.of(overloaded, "turned_away", Level.ABSENT),
        Arguments.of(full, "waiting_share", Level.ONSET),
        Arguments.of(calm, "waiting_share", Level.ABSENT),
        Arguments.of(full, "met_slope", Level.ONSET),
        Arguments.of(calm, "met_slope", Level.ABSENT),
        Arguments.of(full, "busy_slots", Level.SATURATED),
        Arguments.of(calm, "busy_slots", Level.ABSENT),
        Arguments.of(overloaded, "little_check", Level.ONSET),
        Arguments.of(calm, "little_check", Level.ABSENT));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("signs")
  void itSaysWhatIsTrue(Setting setting, String sign, Level level) {
    List<Signature> found =
        Analyses.of(setting, SEED)
            .scenarios()
            .get(setting.name())
            .backpressure()
            .signatures()
            .stream()
            .filter(each -> each.name().equals(sign))
            .toList();
    assertEquals(List.of(level), found.stream().map(Signature::level).toList(), found.toString());
  }
}
