//SOURCES AnswerBody.java
//SOURCES AnswerJudge.java
//SOURCES EventContent.java
//SOURCES EventStream.java
//SOURCES ExpectedContent.java
//SOURCES Inflation.java
//SOURCES JsonPlace.java
//SOURCES KnownHead.java
//SOURCES ReportedTimes.java
//SOURCES ResponseHead.java
//SOURCES ResponseParser.java
//SOURCES ServerTiming.java

/**
 * Reads what a server answers: head, framing and body, the times and events in it, and whether it
 * is what was asked for. Knows no other room.
 */
package flowgauge.load.answer;
