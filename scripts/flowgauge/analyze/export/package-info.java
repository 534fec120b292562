//SOURCES Exporter.java
//SOURCES HistogramFile.java
//SOURCES JsonLines.java
//SOURCES JtlFile.java
//SOURCES ParquetFile.java

/** Samples in forms that other tools read: one form a file. Knows samples. */
package flowgauge.analyze.export;
