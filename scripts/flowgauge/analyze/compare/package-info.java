//SOURCES ComparedSide.java
//SOURCES Comparer.java
//SOURCES Comparison.java
//SOURCES ComparisonText.java
//SOURCES Comparisons.java
//SOURCES Differences.java
//SOURCES Estimate.java
//SOURCES Gate.java
//SOURCES PlannedArrivals.java

/** Two runs side by side, and a gate on their difference. Knows intervals and statistics. */
package flowgauge.analyze.compare;
