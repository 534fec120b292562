//SOURCES Gathered.java
//SOURCES GroupFigures.java
//SOURCES GroupText.java
//SOURCES Grouped.java
//SOURCES Grouping.java
//SOURCES Groups.java
//SOURCES InputGroups.java
//SOURCES Labels.java

/**
 * A scenario's requests by what they were: figures for each name, or for each value of whatever
 * else parts them. Knows summary.
 */
package flowgauge.analyze.group;
