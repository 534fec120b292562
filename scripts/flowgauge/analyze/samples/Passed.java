package flowgauge.analyze.samples;

/** What was passed over, to be said in words. */
final class Passed {
  long rows;
  long blankLines;
  long carriageReturns;
  long lineEnds;
  long unknownOutcomes;
  String anUnknownOutcome = "";
  long unknownPhases;
  String anUnknownPhase = "";

  void add(Passed other) {
    rows += other.rows;
    blankLines += other.blankLines;
    carriageReturns += other.carriageReturns;
    lineEnds += other.lineEnds;
    unknownOutcomes += other.unknownOutcomes;
    anUnknownOutcome = first(anUnknownOutcome, other.anUnknownOutcome);
    unknownPhases += other.unknownPhases;
    anUnknownPhase = first(anUnknownPhase, other.anUnknownPhase);
  }

  private static String first(String a, String b) {
    return a.isEmpty() || !b.isEmpty() && b.compareTo(a) < 0 ? b : a;
  }
}
