//FILES flowgauge/report/report.css=report.css
//FILES flowgauge/report/report.js=report.js
//SOURCES CapacityTables.java
//SOURCES Definitions.java
//SOURCES Findings.java
//SOURCES Grid.java
//SOURCES GroupTables.java
//SOURCES Html.java
//SOURCES ModelTables.java
//SOURCES Page.java
//SOURCES Pdf.java
//SOURCES Phrases.java
//SOURCES Report.java
//SOURCES Sentences.java
//SOURCES Settings.java
//SOURCES Subject.java
//SOURCES Subjects.java
//SOURCES Tables.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java
//SOURCES ../chart/package-info.java

/**
 * One HTML file that tells a run to whoever was not there: the verdict in three sentences, tables,
 * charts, and what stands behind each figure.
 */
package flowgauge.report;
