//SOURCES BadSamples.java
//SOURCES Digits.java
//SOURCES Passed.java
//SOURCES PlainRow.java
//SOURCES Plausible.java
//SOURCES Rehearsal.java
//SOURCES SampleChunks.java
//SOURCES SampleParser.java
//SOURCES Samples.java

/**
 * Reads the rows of {@code samples.csv}, fast, and refuses a bad one by its line. Knows {@code
 * record} only.
 */
package flowgauge.analyze.samples;
