//DEPS io.netty:netty-handler:4.2.18.Final
//DEPS io.netty:netty-transport-classes-epoll:4.2.18.Final
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-x86_64
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-aarch_64
//SOURCES AnswerBody.java
//SOURCES AnswerJudge.java
//SOURCES ArrivalSchedule.java
//SOURCES Asked.java
//SOURCES Baseline.java
//SOURCES ClockWatch.java
//SOURCES ConnectFailure.java
//SOURCES ConnectionPolicy.java
//SOURCES Connector.java
//SOURCES Counters.java
//SOURCES Driver.java
//SOURCES DriverJudge.java
//SOURCES DriverSecond.java
//SOURCES DriverWatch.java
//SOURCES EventContent.java
//SOURCES EventLoops.java
//SOURCES EventStream.java
//SOURCES Exchange.java
//SOURCES ExpectedContent.java
//SOURCES FirstFailures.java
//SOURCES FirstRequest.java
//SOURCES HttpConnection.java
//SOURCES InFlight.java
//SOURCES Inflation.java
//SOURCES InputSource.java
//SOURCES JsonPlace.java
//SOURCES KnownHead.java
//SOURCES LoadException.java
//SOURCES LoadPlan.java
//SOURCES LoadResult.java
//SOURCES OpenArrivals.java
//SOURCES Rehearsal.java
//SOURCES ReportedTimes.java
//SOURCES RequestBytes.java
//SOURCES RequestNumbers.java
//SOURCES Requests.java
//SOURCES ResponseHead.java
//SOURCES ResponseParser.java
//SOURCES RunClock.java
//SOURCES ServerTiming.java
//SOURCES StagedLoad.java
//SOURCES Timers.java
//SOURCES VirtualUsers.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java

/**
 * The load driver: puts a profile's load on an endpoint, on one event loop, and hands every request
 * to the recorder. Knows scenario and record.
 */
package flowgauge.load;
