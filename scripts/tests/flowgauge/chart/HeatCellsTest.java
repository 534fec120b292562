package flowgauge.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class HeatCellsTest {
  private static Sample took(long sentUs, long us) {
    return new Sample()
        .clear()
        .set(Column.SENT_US, sentUs)
        .set(Column.INTENDED_US, sentUs)
        .set(Column.END_US, sentUs + us)
        .set(Phase.STEADY)
        .set(Outcome.OK);
  }

  /** Files in whole milliseconds have responses of 0: they stretch no axis, and are not lost. */
  @Test
  void whatIsRoundedToNothingStandsAtTheBottom() {
    HeatCells cells = new HeatCells(10, 2);
    cells.row(took(1_000_000, 0));
    cells.row(took(6_000_000, 5_000));
    assertEquals(5, HeatCells.edgeMs(cells.lowest()), 0.5);
    BufferedImage picture = cells.picture(cells.lowest(), cells.highest(), Color.BLACK);
    assertEquals(1, picture.getHeight());
    assertTrue(picture.getRGB(0, 0) != 0 && picture.getRGB(1, 0) != 0);
  }

  @Test
  void nothingElseIsDrawnWhereAllIsRoundedToNothing() {
    HeatCells cells = new HeatCells(10, 2);
    cells.row(took(1_000_000, 0));
    assertEquals(0, cells.lowest());
    assertEquals(0, cells.highest());
  }
}
