//SOURCES *.java

/**
 * What limited throughput, and what that limit allows: the judge, and a file for each candidate.
 * Knows evidence and backpressure.
 */
package flowgauge.analyze.limit;
