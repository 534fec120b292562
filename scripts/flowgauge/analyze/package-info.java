//DEPS tech.tablesaw:tablesaw-core:0.44.4
//DEPS org.apache.commons:commons-math3:3.6.1
//SOURCES *.java
//SOURCES ../record/package-info.java

/**
 * From samples to a verdict: percentiles, intervals, where the time went, signs of backpressure,
 * what limited the run, failures and their causes, and the comparison of runs. Knows {@code record}
 * only, and reads nothing but a run's folder.
 */
package flowgauge.analyze;
