package flowgauge.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cores by number, and who gets which. */
class PlacementTest {
  private static Optional<CoreList> cores(String text) {
    return Optional.ofNullable(text).map(CoreList::of);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0", "0-5|0-5", "7,6|6-7", "3,0-1,2|0-3", "0,2,4-5,9|0,2,4-5,9", " 1 |1"})
  void aListReadsAndWritesAsTheKernelsDo(String text, String written) {
    CoreList list = CoreList.of(text);
    assertEquals(written, list.toString());
    assertEquals(list, CoreList.of(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "-1", "0-", "5-3", "0,,1", "0;1", "99999", "1.5"})
  void whatIsNoListIsRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> CoreList.of(text)).getMessage();
    assertTrue(message.contains("'" + text + "'") && message.contains("0-5"), message);
  }

  @ParameterizedTest
  @CsvSource({"'0-5','6-7','0-5','6-7'", "0-5,,0-5,6-7", ",6-7,0-5,6-7", "1,3,1,3"})
  void whoIsNotNamedGetsTheRest(String server, String load, String serverGets, String loadGets) {
    Placement placement = Placement.on(CoreList.of("0-7"), cores(server), cores(load));
    assertEquals(cores(serverGets), placement.server());
    assertEquals(cores(loadGets), placement.load());
    assertEquals(cores(loadGets), placement.cores(false));
    assertEquals(cores(serverGets), placement.cores(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-8| |--server-cores: there is no core 8 to use here, only 0-7",
        "0|9,11|--load-cores: there is no core 9,11 to use here, only 0-7",
        "0-5|5-7|--server-cores and --load-cores share core 5: keep them apart",
        "0-7| |--server-cores takes every core of 0-7: leave one for the other side"
      })
  void whatCannotBeIsRefusedInWords(String server, String load, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> Placement.on(CoreList.of("0-7"), cores(server), cores(load)))
            .getMessage());
  }

  @Test
  void whatIsLeftIsToldApart() {
    assertEquals(List.of(0, 2), CoreList.of("0-3").without(List.of(1, 3)));
  }
}
