//SOURCES *.java

/**
 * Whether load piled up in front of the server: the judge, and a file for each sign. Knows
 * evidence.
 */
package flowgauge.analyze.backpressure;
