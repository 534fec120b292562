//DEPS org.knowm.xchart:xchart:4.0.3
//DEPS org.apache.xmlgraphics:batik-svggen:1.19
//SOURCES *.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java

/**
 * One look, and a chart a file: each a function from tables and results of the analysis to a {@link
 * flowgauge.chart.Figure}, computing nothing of its own.
 */
package flowgauge.chart;
