//FILES flowgauge/report/report.css=report.css
//FILES flowgauge/report/report.js=report.js
//SOURCES *.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java
//SOURCES ../chart/package-info.java

/**
 * One HTML file that tells a run to whoever was not there: the verdict in three sentences, tables,
 * charts, and what stands behind each figure.
 */
package flowgauge.report;
