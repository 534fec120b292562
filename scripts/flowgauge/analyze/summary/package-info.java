//SOURCES *.java

/**
 * The figures of a scenario as a whole: counts, rates, percentiles with intervals, where the time
 * went. Knows intervals.
 */
package flowgauge.analyze.summary;
