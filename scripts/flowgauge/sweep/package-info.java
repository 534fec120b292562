//SOURCES ../command/package-info.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java
//SOURCES ../chart/package-info.java
//SOURCES SweepCharts.java
//SOURCES SweepOrder.java
//SOURCES SweepRun.java

/**
 * A grid of benches, one after the other in an order that time's drift can't fake, resumable. Does
 * not know how a bench is run: the entry point hands that over.
 */
package flowgauge.sweep;
