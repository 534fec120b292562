//SOURCES *.java

/** Two runs side by side, and a gate on their difference. Knows intervals and statistics. */
package flowgauge.analyze.compare;
