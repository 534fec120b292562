//SOURCES Column.java
//SOURCES Condition.java
//SOURCES LatencyLog.java
//SOURCES Measure.java
//SOURCES OutOfMemory.java
//SOURCES Outcome.java
//SOURCES Phase.java
//SOURCES RowBuffer.java
//SOURCES Sample.java
//SOURCES SampleCsv.java
//SOURCES SampleFile.java
//SOURCES SampleQueue.java
//SOURCES SampleWriter.java
//SOURCES Tally.java

/**
 * A request as a row: its columns, how rows are written and read, and what is counted of them.
 * Knows nothing else of a run's folder.
 */
package flowgauge.record.sample;
