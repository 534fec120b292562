//SOURCES BenchException.java
//SOURCES BenchPlan.java
//SOURCES Plans.java
//SOURCES Settings.java

/**
 * What a run is to do, all choices made, and the same in the form of {@code run.json}, both ways.
 * Knows input.
 */
package flowgauge.bench.plan;
