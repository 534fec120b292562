//SOURCES Choice.java
//SOURCES Grid.java
//SOURCES GridCell.java
//SOURCES GridReader.java
//SOURCES GridText.java
//SOURCES Scatter.java

/**
 * A sweep's runs side by side: what each setting gave and with what certainty, what the model says
 * of it, and the cheapest that is as good as the best. Knows model, statistics.
 */
package flowgauge.analyze.grid;
