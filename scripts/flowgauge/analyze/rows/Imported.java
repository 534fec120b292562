package flowgauge.analyze.rows;

import flowgauge.analyze.summary.LabelFigures;
import java.util.List;

/**
 * What an import found.
 *
 * @param notes what a reader must know before believing the figures, a sentence each
 * @param labels the requests by name, where the file has several
 */
public record Imported(List<String> notes, List<LabelFigures> labels) {}
