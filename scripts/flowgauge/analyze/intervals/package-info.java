//SOURCES Accumulator.java
//SOURCES Baseline.java
//SOURCES Bin.java
//SOURCES Connects.java
//SOURCES IntervalCsv.java
//SOURCES IntervalTable.java
//SOURCES Intervals.java
//SOURCES KeptRows.java
//SOURCES Level.java
//SOURCES LogLines.java
//SOURCES Losses.java
//SOURCES PartCores.java
//SOURCES ServerEvents.java
//SOURCES SideFile.java
//SOURCES SideRows.java
//SOURCES Split.java
//SOURCES StageTimes.java
//SOURCES StreamTimes.java
//SOURCES TimeGrid.java
//SOURCES UserStarts.java

/**
 * What one pass over the samples gathers, and the interval table made of it and of the files
 * beside. Knows samples and statistics.
 */
package flowgauge.analyze.intervals;
