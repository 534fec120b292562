//DEPS io.netty:netty-handler:4.2.18.Final
//DEPS io.netty:netty-transport-classes-epoll:4.2.18.Final
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-x86_64
//DEPS io.netty:netty-transport-native-epoll:4.2.18.Final:linux-aarch_64
//SOURCES Asked.java
//SOURCES Baseline.java
//SOURCES ConnectFailure.java
//SOURCES ConnectionPolicy.java
//SOURCES Connector.java
//SOURCES Counters.java
//SOURCES Driver.java
//SOURCES EventLoops.java
//SOURCES Exchange.java
//SOURCES FirstFailures.java
//SOURCES FirstRequest.java
//SOURCES HttpConnection.java
//SOURCES InFlight.java
//SOURCES InputSource.java
//SOURCES LoadException.java
//SOURCES OpenArrivals.java
//SOURCES Rehearsal.java
//SOURCES RequestBytes.java
//SOURCES RequestNumbers.java
//SOURCES Requests.java
//SOURCES StagedLoad.java
//SOURCES VirtualUsers.java
//SOURCES answer/package-info.java
//SOURCES schedule/package-info.java
//SOURCES health/package-info.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java

/**
 * The load driver: puts a profile's load on an endpoint, on one event loop, and hands every request
 * to the recorder. Knows scenario and record.
 */
package flowgauge.load;
