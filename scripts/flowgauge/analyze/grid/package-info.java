//SOURCES CapacityCell.java
//SOURCES CapacityGrid.java
//SOURCES CapacityGridReader.java
//SOURCES CapacityGridText.java
//SOURCES Choice.java
//SOURCES Grid.java
//SOURCES GridCell.java
//SOURCES GridReader.java
//SOURCES GridText.java
//SOURCES Offer.java
//SOURCES Scatter.java
//SOURCES Setting.java

/**
 * A sweep's runs side by side: what each setting gave and with what certainty, what the model says
 * of it, and the cheapest that is as good as the best. Knows capacity, limit, model, statistics.
 */
package flowgauge.analyze.grid;
