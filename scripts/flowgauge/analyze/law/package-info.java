//SOURCES FittedLaw.java
//SOURCES HardBounds.java
//SOURCES LawFit.java
//SOURCES LawText.java
//SOURCES Laws.java
//SOURCES LoadPoint.java
//SOURCES ScalabilityLaw.java

/**
 * How throughput goes with load: the Universal Scalability Law fitted to measured steps, with
 * intervals, and the bounds that nothing can exceed. Knows statistics only.
 */
package flowgauge.analyze.law;
