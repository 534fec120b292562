//DEPS org.apache.commons:commons-math3:3.6.1
//SOURCES Blocks.java
//SOURCES Censored.java
//SOURCES Figures.java
//SOURCES Halving.java
//SOURCES LongRunError.java
//SOURCES MannKendall.java
//SOURCES MannWhitney.java
//SOURCES MedianRatio.java
//SOURCES Quantiles.java
//SOURCES ResponseGrid.java
//SOURCES Robust.java

/**
 * Methods that know nothing of load tests: percentiles, robust figures, rank tests, blocks, and how
 * figures are written. Knows nothing.
 */
package flowgauge.analyze.statistics;
