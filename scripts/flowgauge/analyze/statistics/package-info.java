//DEPS org.apache.commons:commons-math3:3.6.1
//SOURCES *.java

/**
 * Methods that know nothing of load tests: percentiles, robust figures, rank tests, blocks, and how
 * figures are written. Knows nothing.
 */
package flowgauge.analyze.statistics;
