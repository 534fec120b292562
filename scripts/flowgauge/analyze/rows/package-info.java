//SOURCES *.java

/**
 * What all importers share: a file that is opened by what is in it, rows that another tool wrote,
 * and their way into a run's folder. Knows summary.
 */
package flowgauge.analyze.rows;
