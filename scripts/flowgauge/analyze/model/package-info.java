//SOURCES BetweenConnections.java
//SOURCES Calibration.java
//SOURCES Calibrator.java
//SOURCES Demand.java
//SOURCES HeldLoad.java
//SOURCES InServer.java
//SOURCES InService.java
//SOURCES PinnedUsers.java
//SOURCES Predicted.java
//SOURCES PredictedText.java
//SOURCES Prediction.java
//SOURCES Predictor.java
//SOURCES ResponseTimes.java
//SOURCES ServerSetting.java
//SOURCES SeveralServers.java

/**
 * What a server would do with other workers, threads, cores and users: a closed queueing network,
 * calibrated from one run. Knows samples, intervals, evidence, capacity, law and statistics.
 */
package flowgauge.analyze.model;
