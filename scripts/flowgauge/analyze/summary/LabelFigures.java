package flowgauge.analyze.summary;

import flowgauge.record.Summary;

/**
 * The requests of one name in a run of several.
 *
 * @param label the name
 * @param requests how many, unfinished ones included
 * @param failed of those
 * @param responseTime of the successful ones; of all where {@code failuresInside}
 * @param failuresInside whether the response times have the failures' in them, as Locust's do
 */
public record LabelFigures(
    String label, long requests, long failed, Summary.Times responseTime, boolean failuresInside) {}
