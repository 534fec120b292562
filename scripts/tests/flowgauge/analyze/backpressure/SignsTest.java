package flowgauge.analyze.backpressure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Signature.Level;
import flowgauge.analyze.simulate.Analyses;
import flowgauge.analyze.simulate.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What signs say of servers whose truth is known. */
class SignsTest {
  private static final long SEED = 20_001;

  static Stream<Arguments> signs() {
    Setting overloaded = Setting.threadLimitedOpen();
    Setting full = Setting.threadLimited();
    Setting calm = Setting.healthy();
    return Stream.of(
        row(overloaded, "unfinished_work", Level.SATURATED),
        row(calm, "unfinished_work", Level.ABSENT),
        row(overloaded, "turned_away", Level.ABSENT),
        row(full, "waiting_share", Level.ONSET),
        row(calm, "waiting_share", Level.ABSENT),
        row(calm, "met_slope", Level.ABSENT),
        row(full, "busy_slots", Level.SATURATED),
        row(calm, "little_check", Level.ABSENT));
  }

  private static Arguments row(Setting setting, String sign, Level level) {
    return Arguments.of(Named.of(setting.name(), setting), sign, level);
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

  /** Slots that were told are where waiting begins; a bend of throughput lies somewhere near. */
  @Test
  void aFullServersQueueBeginsAtItsSlots() {
    Setting full = Setting.threadLimited();
    Backpressure found = Analyses.of(full, SEED).scenarios().get(full.name()).backpressure();
    double slots = found.slots().filter(Backpressure.Slots::told).orElseThrow().count();
    assertEquals(slots, found.onsetInFlight().orElseThrow());
  }
}
