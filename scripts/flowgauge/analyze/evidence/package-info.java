//SOURCES *.java

/**
 * What signs, limits and causes look at: windows, steps of load, slots, and what a request takes
 * without contention. Knows intervals.
 */
package flowgauge.analyze.evidence;
