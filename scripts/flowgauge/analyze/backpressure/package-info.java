//SOURCES AllAlong.java
//SOURCES Backpressure.java
//SOURCES BackpressureJudge.java
//SOURCES BackpressureText.java
//SOURCES Behind.java
//SOURCES BusySlots.java
//SOURCES Flat.java
//SOURCES Fullness.java
//SOURCES Knees.java
//SOURCES Lack.java
//SOURCES LittleCheck.java
//SOURCES Met.java
//SOURCES PiledUp.java
//SOURCES Sign.java
//SOURCES Signature.java
//SOURCES Signs.java
//SOURCES Surplus.java
//SOURCES TurnedAway.java
//SOURCES Waiting.java
//SOURCES WithinMoment.java

/**
 * Whether load piled up in front of the server: the judge, and a file for each sign. Knows
 * evidence.
 */
package flowgauge.analyze.backpressure;
