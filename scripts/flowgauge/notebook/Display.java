package flowgauge.notebook;

import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Png;
import flowgauge.chart.draw.Style;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Makes tables and charts show themselves when they are a cell's last expression. The kernel finds
 * it through the service file when flowgauge is put on its classpath.
 */
public final class Display implements Extension {
  private static final MIMEType PNG = MIMEType.parse("image/png");

  private static final double SCALE = 1.5;

  @Override
  public void install(BaseKernel kernel) {
    Locale.setDefault(Locale.ROOT); // figures read alike for everybody, as the aliases' do
    Renderer renderer = kernel.getRenderer();
    renderer
        .createRegistration(Figure.class)
        .preferring(PNG)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(Display::figure);
    renderer
        .createRegistration(Chart.class)
        .preferring(PNG)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(Display::chart);
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(Display::table);
  }

  private static void figure(Figure figure, RenderContext context) {
    DisplayData data = context.getOutputContainer();
    byte[] png = Png.bytes(figure, Style.WIDTH, SCALE);
    Map<String, Integer> size = Map.of("width", Style.WIDTH, "height", figure.height(Style.WIDTH));
    data.putData(PNG, Base64.getEncoder().encodeToString(png), size);
    data.putText(figure.title() + ". " + figure.alternative());
  }

  /** A chart that a cell made with XChart itself. */
  private static void chart(Chart<?, ?> chart, RenderContext context) {
    DisplayData data = context.getOutputContainer();
    data.putData(PNG, Base64.getEncoder().encodeToString(Png.bytes(chart, SCALE)));
    data.putText(chart.getTitle().isEmpty() ? "chart" : chart.getTitle());
  }

  private static void table(Table table, RenderContext context) {
    DisplayData data = context.getOutputContainer();
    data.putHTML(HtmlTable.of(table));
    data.putText(table.shape());
  }
}
