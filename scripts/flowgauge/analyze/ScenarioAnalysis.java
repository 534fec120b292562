package flowgauge.analyze;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.group.Grouped;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.service.Service;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.StreamFigures;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.FirstFailure;
import flowgauge.record.Summary;
import java.util.List;
import java.util.Optional;

/**
 * The analysis of one scenario.
 *
 * @param summary the article's table
 * @param stages of a load of several, one after the other, each with what limited it
 * @param percentiles with confidence, censoring and as Locust reports them
 * @param streams first events and gaps of event streams; empty where no answer was one
 * @param groups the requests by name, or by what else was asked for; empty with fewer than two
 * @param time where the response time went
 * @param requests what became of them
 * @param backpressure whether load piled up, and by which signs
 * @param service whether it changed by itself
 * @param pauses whether it stood still
 * @param limiter what limited throughput
 * @param failures their clusters and causes, and dips of throughput
 * @param firstFailures the first of each kind, with what the server said
 * @param warnings what a reader must know before believing the figures; the summary's stand in it
 * @param intervals the interval table; in files it is {@code intervals.csv}
 */
public record ScenarioAnalysis(
    Summary summary,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StageVerdict> stages,
    Percentiles percentiles,
    Optional<StreamFigures> streams,
    Optional<Grouped> groups,
    TimeBreakdown time,
    Fates requests,
    Backpressure backpressure,
    Service service,
    Pauses pauses,
    Limiter limiter,
    Failures failures,
    List<FirstFailure> firstFailures,
    List<String> warnings,
    @JsonIgnore Intervals intervals) {}
