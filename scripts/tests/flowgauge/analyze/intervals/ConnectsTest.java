package flowgauge.analyze.intervals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which connects waited, and which only went a long way. */
class ConnectsTest {
  private static void connect(Connects connects, int times, long connectUs) {
    for (int i = 0; i < times; i++) {
      Sample row = new Sample();
      row.set(Column.CONNECT_US, connectUs);
      row.set(Column.END_US, connectUs + 1_000);
      row.set(Column.BACKEND_US, -1);
      connects.add(row);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0", // connections are kept
    "180, 220, 0", // beside each other
    "180, 9000, 0", // a busy moment of this machine
    "140000, 300000, 0", // over an ocean, with TLS
    "180, 1003000, 7", // the first packet was dropped and sent again a second later
    "20000, 3020000, 7"
  })
  void aConnectWaitedIfItTookFarLongerThanTheWay(long quickestUs, long otherUs, long waited) {
    Connects one = new Connects();
    connect(one, 30, quickestUs);
    Connects other = new Connects();
    connect(other, 7, otherUs);
    other.merge(one);
    assertEquals(waited, other.waited());
  }
}
