//SOURCES CsvRows.java
//SOURCES ErrorText.java
//SOURCES ForeignRow.java
//SOURCES Imported.java
//SOURCES ImportedRun.java
//SOURCES Importer.java
//SOURCES JsonRows.java
//SOURCES PartWriter.java
//SOURCES Progress.java
//SOURCES RowFilter.java
//SOURCES RowFormat.java
//SOURCES RowImport.java
//SOURCES RowSink.java
//SOURCES RowSort.java
//SOURCES RowVisitor.java
//SOURCES RunPart.java
//SOURCES Source.java
//SOURCES Stamps.java
//SOURCES Told.java

/**
 * What all importers share: a file that is opened by what is in it, rows that another tool wrote,
 * and their way into a run's folder. Knows summary.
 */
package flowgauge.analyze.rows;
