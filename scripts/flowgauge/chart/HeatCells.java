package flowgauge.chart;

import flowgauge.analyze.samples.Samples;
import flowgauge.chart.draw.Style;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Successful responses counted by when they were sent and how long they took: the cells of a heat
 * map. Response times fall into bands of equal ratio.
 */
final class HeatCells implements Samples.Mergeable<HeatCells> {
  private static final int BANDS_PER_DECADE = 30;
  private static final int BANDS = 9 * BANDS_PER_DECADE; // 1 us to 1000 s

  private final double columnSeconds;
  private final int[][] counts;

  /**
   * Empty cells.
   *
   * @param seconds length of the time axis
   * @param columns how many cells it is cut into
   */
  HeatCells(double seconds, int columns) {
    this.columnSeconds = seconds / columns;
    this.counts = new int[columns][BANDS];
  }

  /** Counts a samples file. */
  static HeatCells of(Path samples, double seconds, int columns) throws IOException {
    return Samples.gather(samples, () -> new HeatCells(seconds, columns), report -> {});
  }

  @Override
  public void row(Sample row) {
    if (row.outcome() == Outcome.OK && row.phase().ofLoad()) {
      int column = (int) (row.sentUs() / 1e6 / columnSeconds);
      double band = Math.log10(Math.max(1, row.responseUs())) * BANDS_PER_DECADE;
      if (column >= 0 && column < counts.length) {
        counts[column][Math.min(BANDS - 1, (int) band)]++;
      }
    }
  }

  @Override
  public void merge(HeatCells other) {
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < BANDS; j++) {
        counts[i][j] += other.counts[i][j];
      }
    }
  }

  /** The lowest band that holds something, or -1; what is rounded to nothing is in none. */
  int lowest() {
    return IntStream.range(1, BANDS).filter(this::holds).findFirst().orElse(holds(0) ? 0 : -1);
  }

  /** The highest band that holds something, or -1. */
  int highest() {
    return IntStream.range(0, BANDS).filter(this::holds).max().orElse(-1);
  }

  /** The lower edge of a band, milliseconds. */
  static double edgeMs(int band) {
    return Math.pow(10, (double) band / BANDS_PER_DECADE) / 1e3;
  }

  /** The largest count of any cell. */
  int most() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0);
  }

  /**
   * A picture of a cell a pixel, from the lowest band at the bottom to the highest: the more a cell
   * holds, on a logarithmic scale, the less the paper shows through. What is rounded to nothing
   * stands at the bottom.
   */
  BufferedImage picture(int lowest, int highest, Color color) {
    BufferedImage image =
        new BufferedImage(counts.length, highest - lowest + 1, BufferedImage.TYPE_INT_ARGB);
    double full = Math.log1p(most());
    for (int column = 0; column < counts.length; column++) {
      for (int band = lowest; band <= highest; band++) {
        int rounded = band == lowest && band > 0 ? counts[column][0] : 0;
        int count = counts[column][band] + rounded;
        if (count > 0) {
          Color cell = Style.faded(color, opacity(Math.log1p(count) / full));
          image.setRGB(column, highest - band, cell.getRGB());
        }
      }
    }
    return image;
  }

  /** How opaque a cell is at a share of the scale; even the first count is seen. */
  static double opacity(double share) {
    return .12 + .88 * share;
  }

  private boolean holds(int band) {
    return Arrays.stream(counts).anyMatch(column -> column[band] > 0);
  }
}
