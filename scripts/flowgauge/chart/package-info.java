//DEPS org.knowm.xchart:xchart:4.0.3
//DEPS de.erichseifert.vectorgraphics2d:VectorGraphics2D:0.13
//SOURCES *.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java

/**
 * One look, and a chart a file: each a function from tables and results of the analysis to a {@link
 * flowgauge.chart.Figure}, computing nothing of its own.
 */
package flowgauge.chart;
