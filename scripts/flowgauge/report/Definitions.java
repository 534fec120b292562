package flowgauge.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** How each figure is defined. */
final class Definitions {
  private Definitions() {}

  /** Term and definition, in the order of the report. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "Successful response",
        "A whole response with a status below 400. Percentiles, means and rates are over these;"
            + " failures never are among them.");
    all.put(
        "Failure",
        "A request that was sent and ended badly: a status of 400 or above, no connection, a"
            + " connection that was reset or closed before a whole response, no response within the"
            + " timeout, or one that is not what it should be.");
    all.put(
        "Unfinished",
        "Still in flight when the run ended. Neither a success nor a failure: such a request took at"
            + " least as long as it was seen.");
    all.put(
        "Response time",
        "From the moment at which the driver set about sending to the last byte of the response,"
            + " connecting included. From the intended moment: from when the schedule wanted the"
            + " request sent, which is what a caller feels when the server makes others wait.");
    all.put(
        "Percentile",
        "Nearest rank: the smallest response time that at least so many percent do not exceed.");
    all.put(
        "95 % interval of a percentile",
        "Binomial (Jeffreys), with as many fewer responses as their bursts make them worth: how"
            + " responses beyond the percentile cluster in time is found by resampling blocks of the"
            + " run. Near capacity a run tells little of bursts that it did not have: repeat it.");
    all.put(
        "99 % interval of a comparison",
        "Allows for what neighbouring seconds have in common, and for a queue that remembers for as"
            + " long as the run lasts (cosine weights by Mueller and Watson). Five figures vote, and"
            + " together they err in at most 5 of 100. The steady phase counts where both have 10 s"
            + " of it. In the open model throughput is what was served of what came, at the"
            + " schedule's rate.");
    all.put(
        "With those cut off",
        "Kaplan and Meier's estimate, which counts unfinished and timed-out requests as longer than"
            + " what was seen instead of leaving them out.");
    all.put(
        "As Locust reports it",
        "Failures included, all phases, rounded to two digits: for comparison with published"
            + " tables.");
    all.put(
        "Successful responses a second",
        "Those that came while the load was on, over its length less the warm-up.");
    all.put(
        "In flight", "Requests sent and not yet ended; over an interval the mean over its time.");
    all.put(
        "Waiting in the server",
        "The time from sending to the first byte less what the server's own nodes and its backend"
            + " say that they took.");
    limits(all);
    streams(all);
    return all;
  }

  private static void limits(Map<String, String> all) {
    all.put("In use", "How much of a limit was taken: 100 % is all that it allows.");
    all.put(
        "Knee",
        "The number of requests in flight from which on throughput no longer grows with them.");
    all.put(
        "Dip",
        "Seconds in which throughput lay further below its running median than chance explains.");
  }

  private static void streams(Map<String, String> all) {
    all.put(
        "First event",
        "From sending to the first event of a stream with data, over streams that ended well; a"
            + " comment is none, nor is the response's head.");
    all.put(
        "Gap",
        "The time from one event with data to the next; of each stream the mean and the longest.");
    all.put(
        "Stalled",
        "A stream whose longest gap is a second or more and ten times its others, however it ended."
            + " One whose gaps are all long is slow.");
  }
}
