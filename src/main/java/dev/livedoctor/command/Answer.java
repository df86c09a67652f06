package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.StoredReport;
import java.util.List;

/** What is answered. */
sealed interface Answer {

    /** In which language. */
    Language language();

    /** How the call ended. */
    default Outcome outcome() {
        return Outcome.ANSWERED;
    }

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        UNKNOWN_ROOM,
        DENIED,
        UNCLEAR,
        FAILED
    }

    /** Lines of words, for who asked only. */
    record Words(Outcome outcome, List<String> lines, Language language) implements Answer {}

    /** The verdict of a report, for everybody in the channel. */
    record Verdict(StoredReport report, Language language) implements Answer {}

    /** What a verdict rests on, for everybody in the channel. */
    record Grounds(StoredReport report, Language language) implements Answer {}

    /** What to do and to measure, for everybody in the channel. */
    record Steps(StoredReport report, Language language) implements Answer {}
}
