package flowgauge.analyze.rows;

import flowgauge.analyze.group.Grouped;
import java.util.List;
import java.util.Map;

/**
 * What an import found.
 *
 * @param notes what a reader must know before believing the figures, a sentence each
 * @param labels the requests of each scenario by name, where there are several names
 */
public record Imported(List<String> notes, Map<String, Grouped> labels) {}
