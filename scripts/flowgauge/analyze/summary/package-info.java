//SOURCES DesignEffects.java
//SOURCES PercentileIntervals.java
//SOURCES Percentiles.java
//SOURCES Sections.java
//SOURCES StageFigures.java
//SOURCES SteadyFigures.java
//SOURCES StreamFigures.java
//SOURCES Summaries.java
//SOURCES TimeBreakdown.java

/**
 * The figures of a scenario as a whole: counts, rates, percentiles with intervals, where the time
 * went. Knows intervals.
 */
package flowgauge.analyze.summary;
