package dev.livedoctor.diagnosis;

import java.util.List;

/**
 * A cause that fits what was seen, with its place among its rivals.
 *
 * @param hypothesis the cause, and where it acts
 * @param explains which of the symptoms present
 * @param score the log-odds
 * @param verdict how sure it is
 * @param confidence 0 to 1
 */
record Candidate(Hypothesis hypothesis, List<String> explains, double score, Verdict verdict, double confidence) {
    CauseKnowledge cause() {
        return hypothesis.cause();
    }

    String code() {
        return cause().code();
    }

    Scope scope() {
        return hypothesis.scope();
    }
}
