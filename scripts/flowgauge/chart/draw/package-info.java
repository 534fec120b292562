//SOURCES Figure.java
//SOURCES Labels.java
//SOURCES Marks.java
//SOURCES Png.java
//SOURCES Range.java
//SOURCES Rendering.java
//SOURCES Scale.java
//SOURCES Series.java
//SOURCES Style.java
//SOURCES Svg.java
//SOURCES SvgDrawing.java
//SOURCES Theme.java
//SOURCES Thinning.java
//SOURCES Timeline.java
//SOURCES Words.java

/**
 * What charts are drawn with: a figure, its axes, series, marks, colours and words, and how it is
 * written as PNG and SVG. Knows record and analyze.
 */
package flowgauge.chart.draw;
