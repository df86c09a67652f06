package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.snapshot.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer to a snapshot. The same snapshot and the same rules give the same report.
 *
 * @param room as in the snapshot
 * @param window as in the snapshot
 * @param status of the room
 * @param summary one or two sentences
 * @param symptoms what is wrong, worst first
 * @param diagnoses why, best first: CONFIRMED, LIKELY and POSSIBLE causes
 * @param ruledOut candidates that a fact speaks against
 * @param untestable candidates whose deciding measurement is missing
 * @param measureNext what would decide, the most telling first
 * @param warnings what was odd about the snapshot, and which rules could not be put to it
 * @param rules which rules made it
 */
public record Report(
        String room,
        Window window,
        Status status,
        Text summary,
        List<SymptomFound> symptoms,
        List<Diagnosis> diagnoses,
        List<RuledOut> ruledOut,
        List<Untestable> untestable,
        List<Measurement> measureNext,
        List<Warning> warnings,
        Rules rules) {

    /** This report with {@code more} warnings, after its own. */
    public Report withWarnings(List<Warning> more) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Report(
                room, window, status, summary, symptoms, diagnoses, ruledOut, untestable, measureNext, all, rules);
    }

    /** This report under the name of another room, with another summary. */
    public Report withRoom(String otherRoom, Text otherSummary) {
        return new Report(
                otherRoom,
                window,
                status,
                otherSummary,
                symptoms,
                diagnoses,
                ruledOut,
                untestable,
                measureNext,
                warnings,
                rules);
    }

    /** The symptoms that alarm and that no other of them brings about, worst first. */
    public List<SymptomFound> leadingSymptoms() {
        return leadingSymptoms(symptoms);
    }

    static List<SymptomFound> leadingSymptoms(List<SymptomFound> symptoms) {
        List<SymptomFound> alarming =
                symptoms.stream().filter(SymptomFound::alarms).toList();
        return alarming.stream()
                .filter(symptom -> alarming.stream()
                        .noneMatch(other -> other.knowledge().covers().contains(symptom.code())))
                .toList();
    }

    /**
     * A symptom.
     *
     * @param knowledge its texts
     * @param severity here and now
     * @param scope the smallest set of dimensions that explains it
     * @param evidence what shows it
     * @param causedBy codes of the diagnoses that explain it, best first
     * @param explained how much of it they explain; null where that is not known
     */
    public record SymptomFound(
            SymptomKnowledge knowledge,
            Severity severity,
            Scope scope,
            List<Observation> evidence,
            List<String> causedBy,
            @Nullable Share explained) {
        /** The code of the symptom. */
        public String code() {
            return knowledge.code();
        }

        /** Whether it is more than a remark. */
        public boolean alarms() {
            return severity != Severity.INFO;
        }
    }

    /** A share between two bounds, 0 to 1. */
    public record Share(double from, double to) {}

    /**
     * A cause.
     *
     * @param cause its texts and actions
     * @param verdict CONFIRMED, LIKELY or POSSIBLE
     * @param confidence 0 to 1, calibrated: of the diagnoses given 0.8, four in five are right
     * @param scope the viewers concerned
     * @param explains codes of the symptoms present that it accounts for
     * @param evidence what speaks for it
     * @param counterEvidence what speaks against it
     * @param verifications how to see that each action of the cause worked, in their order, by the bounds of this room
     */
    public record Diagnosis(
            CauseKnowledge cause,
            Verdict verdict,
            double confidence,
            Scope scope,
            List<String> explains,
            List<Observation> evidence,
            List<Observation> counterEvidence,
            List<Verification> verifications) {
        /** The code of the cause. */
        public String code() {
            return cause.code();
        }
    }

    /** A candidate that {@code because} speaks against. */
    public record RuledOut(String cause, List<Observation> because) {}

    /** A candidate that cannot be decided without {@code needs}. */
    public record Untestable(String cause, List<String> needs) {}

    /** A measurement that would decide between {@code decides}. */
    public record Measurement(String metric, List<String> decides) {}

    /**
     * Something odd about the snapshot or the rules.
     *
     * @param code stable name
     * @param name the metric, attribute or rule concerned
     * @param nearest the known name that it is most like; null where there is none
     * @param message one sentence
     */
    public record Warning(
            String code, String name, @Nullable String nearest, Text message) {
        /** Code of a rule that would have fired too often, and was left out. */
        public static final String RULE_OVERRUN = "RULE_OVERRUN";
    }

    /**
     * Which rules made a report.
     *
     * @param pack name of the rule pack
     * @param version content hash of the rule pack
     * @param revision of the git checkout that the pack lies in, {@code -dirty} where it was changed since; null where there is none
     * @param fired how many times a rule fired for this report
     * @param terms what people call metrics, by name, as far as the pack says so
     */
    public record Rules(
            String pack, String version, @Nullable String revision, int fired, Map<String, MetricTerm> terms) {
        /** Rules that have not fired yet. */
        public Rules(String pack, String version, @Nullable String revision, Map<String, MetricTerm> terms) {
            this(pack, version, revision, 0, terms);
        }

        Rules fired(int times) {
            return new Rules(pack, version, revision, times, terms);
        }
    }
}
