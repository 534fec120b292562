//DEPS org.knowm.xchart:xchart:4.0.3
//DEPS org.apache.xmlgraphics:batik-svggen:1.19
//SOURCES CapacityCurve.java
//SOURCES Charts.java
//SOURCES FailuresAndDips.java
//SOURCES Figure.java
//SOURCES FirstEvents.java
//SOURCES GridMap.java
//SOURCES HeatCells.java
//SOURCES HeatMap.java
//SOURCES IdleTimes.java
//SOURCES Labels.java
//SOURCES LoadCurve.java
//SOURCES Marks.java
//SOURCES ModelCurve.java
//SOURCES PercentileCurve.java
//SOURCES PercentilesOverTime.java
//SOURCES Png.java
//SOURCES PredictionCheck.java
//SOURCES QuantileDifferences.java
//SOURCES Range.java
//SOURCES Rendering.java
//SOURCES Resources.java
//SOURCES Scale.java
//SOURCES Series.java
//SOURCES StreamsUnderLoad.java
//SOURCES Style.java
//SOURCES Svg.java
//SOURCES SvgDrawing.java
//SOURCES Theme.java
//SOURCES Thinning.java
//SOURCES Throughput.java
//SOURCES TimeSpent.java
//SOURCES Timeline.java
//SOURCES Words.java
//SOURCES ../record/package-info.java
//SOURCES ../analyze/package-info.java

/**
 * One look, and a chart a file: each a function from tables and results of the analysis to a {@link
 * flowgauge.chart.Figure}, computing nothing of its own.
 */
package flowgauge.chart;
