//SOURCES *.java

/**
 * Reads the rows of {@code samples.csv}, fast, and refuses a bad one by its line. Knows {@code
 * record} only.
 */
package flowgauge.analyze.samples;
