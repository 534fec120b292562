//DEPS org.knowm.xchart:xchart:4.0.3
//DEPS org.apache.xmlgraphics:batik-svggen:1.19
//SOURCES CapacityCurve.java
//SOURCES Charts.java
//SOURCES FailuresAndDips.java
//SOURCES FirstEvents.java
//SOURCES GridMap.java
//SOURCES HeatCells.java
//SOURCES HeatMap.java
//SOURCES IdleTimes.java
//SOURCES LoadCurve.java
//SOURCES ModelCurve.java
//SOURCES PercentileCurve.java
//SOURCES PercentilesOverTime.java
//SOURCES PredictionCheck.java
//SOURCES QuantileDifferences.java
//SOURCES Resources.java
//SOURCES StreamsUnderLoad.java
//SOURCES Throughput.java
//SOURCES TimeSpent.java
//SOURCES draw/package-info.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java

/**
 * One look, and a chart a file: each a function from tables and results of the analysis to a {@link
 * flowgauge.chart.draw.Figure}, computing nothing of its own.
 */
package flowgauge.chart;
