//SOURCES AiperfJson.java
//SOURCES Distribution.java
//SOURCES HistogramLog.java
//SOURCES ImportedFigures.java
//SOURCES Importers.java
//SOURCES JMeterCsv.java
//SOURCES K6.java
//SOURCES K6Requests.java
//SOURCES LocustCsv.java
//SOURCES LocustFiles.java
//SOURCES LocustHistory.java
//SOURCES LocustIntervals.java
//SOURCES LocustSummary.java
//SOURCES MappedCsv.java
//SOURCES OffsetCsv.java
//SOURCES OhaSqlite.java
//SOURCES OhaSummary.java
//SOURCES PercentileList.java
//SOURCES StampProbe.java
//SOURCES Vegeta.java

/** Formats of other tools, a file each, and their list. Knows rows. */
package flowgauge.analyze.foreign;
