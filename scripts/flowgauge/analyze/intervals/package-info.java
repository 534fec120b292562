//SOURCES *.java

/**
 * What one pass over the samples gathers, and the interval table made of it and of the files
 * beside. Knows samples and statistics.
 */
package flowgauge.analyze.intervals;
