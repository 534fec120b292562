//DEPS tech.tablesaw:tablesaw-core:0.44.4
//SOURCES AnalysisText.java
//SOURCES Analyzer.java
//SOURCES MachineCaution.java
//SOURCES PercentileCaution.java
//SOURCES RunAnalysis.java
//SOURCES ScenarioAnalysis.java
//SOURCES StageJudge.java
//SOURCES StageVerdict.java
//SOURCES Tables.java
//SOURCES statistics/package-info.java
//SOURCES samples/package-info.java
//SOURCES intervals/package-info.java
//SOURCES summary/package-info.java
//SOURCES group/package-info.java
//SOURCES evidence/package-info.java
//SOURCES law/package-info.java
//SOURCES model/package-info.java
//SOURCES grid/package-info.java
//SOURCES fate/package-info.java
//SOURCES pause/package-info.java
//SOURCES service/package-info.java
//SOURCES backpressure/package-info.java
//SOURCES limit/package-info.java
//SOURCES capacity/package-info.java
//SOURCES failure/package-info.java
//SOURCES compare/package-info.java
//SOURCES export/package-info.java
//SOURCES rows/package-info.java
//SOURCES foreign/package-info.java
//SOURCES ../record/package-info.java

/**
 * From samples to a verdict: percentiles, intervals, where the time went, signs of backpressure,
 * what limited the run, failures and their causes, and the comparison of runs. Knows {@code record}
 * only, and reads nothing but a run's folder.
 */
package flowgauge.analyze;
