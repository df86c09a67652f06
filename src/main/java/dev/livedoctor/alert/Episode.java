package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert from its opening to its closing. There is one at a time for each room and cause. All times are those of windows.
 *
 * @param id 0 until it is stored
 * @param room it is about
 * @param kind of what
 * @param cause the code of the cause or the symptom, or {@link #GAP}
 * @param number which one of the room and cause, from 1
 * @param previous the id of the one before; null for the first
 * @param severity the worst so far
 * @param verdict the last one of the cause; null of other kinds
 * @param confidence in the cause at last, 0 to 1
 * @param scope who is affected, at last: dimension to value; empty for the whole room
 * @param firstScope who was affected when it was opened
 * @param layer of the cause, such as network; empty of other kinds
 * @param owner who acts first; null where there is no action
 * @param since the start of the first window that showed it
 * @param opened when it had held long enough
 * @param closed when it was over; null while it is open
 * @param ending what ended it; null while it is open
 * @param under the cause of the open episode that speaks for this one; null where none does
 * @param flapping whether it comes and goes
 * @param folded what is there because of it, at last
 * @param metrics that showed it, at last
 * @param check whether the first action works; null where there is none
 * @param report the id of the report that opened it; null for a gap
 */
public record Episode(
        long id,
        String room,
        EpisodeKind kind,
        String cause,
        int number,
        @Nullable Long previous,
        Severity severity,
        @Nullable Verdict verdict,
        double confidence,
        Map<String, String> scope,
        Map<String, String> firstScope,
        String layer,
        @Nullable Owner owner,
        Instant since,
        Instant opened,
        @Nullable Instant closed,
        @Nullable Ending ending,
        @Nullable String under,
        boolean flapping,
        List<FoldedFinding> folded,
        List<String> metrics,
        @Nullable ActionCheck check,
        @Nullable String report) {
    /** The cause of the episodes of kind {@link EpisodeKind#TELEMETRY_GAP}. */
    public static final String GAP = "NO_TELEMETRY";

    /** The symptom of a stream that is dead: nothing comes of it, and no telemetry may either. */
    static final String OUTAGE = "OUTAGE";

    /** One that {@code candidate} opens. */
    static Episode of(
            String room,
            int number,
            AlertCandidate candidate,
            Severity severity,
            Instant since,
            Instant opened,
            boolean flapping,
            @Nullable ActionCheck check,
            String report) {
        return new Episode(
                0,
                room,
                candidate.kind(),
                candidate.code(),
                number,
                null,
                severity,
                candidate.verdict(),
                candidate.confidence(),
                candidate.scope(),
                candidate.scope(),
                candidate.layer(),
                candidate.owner(),
                since,
                opened,
                null,
                null,
                null,
                flapping,
                List.of(),
                candidate.metrics(),
                check,
                report);
    }

    /** A telemetry gap since {@code since}; MINOR where broadcasts usually end about then. */
    static Episode gap(String room, int number, Severity severity, Instant since, Instant opened, boolean flapping) {
        return new Episode(
                0,
                room,
                EpisodeKind.TELEMETRY_GAP,
                GAP,
                number,
                null,
                severity,
                null,
                1,
                Map.of(),
                Map.of(),
                "data",
                null,
                since,
                opened,
                null,
                null,
                null,
                flapping,
                List.of(),
                List.of(),
                null,
                null);
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return closed == null;
    }

    /** Whether it is this symptom, or has it folded. */
    boolean shows(String symptom) {
        return cause.equals(symptom)
                || folded.stream().anyMatch(one -> one.code().equals(symptom));
    }

    /** This episode with its id and that of the previous one. */
    public Episode identified(long name, @Nullable Long before) {
        return with(name, before, severity, closed, ending, under, flapping, check);
    }

    /** This episode as it was before it was closed. */
    Episode reopened() {
        return with(id, previous, severity, null, null, under, flapping, check);
    }

    /** This episode closed at {@code at}, but not before it was opened. */
    Episode closed(Instant at, Ending why) {
        return with(id, previous, severity, at.isBefore(opened) ? opened : at, why, under, flapping, check);
    }

    Episode under(@Nullable String root) {
        return with(id, previous, severity, closed, ending, root, flapping, check);
    }

    Episode flapping(boolean now) {
        return with(id, previous, severity, closed, ending, under, now, check);
    }

    Episode checked(@Nullable ActionCheck now) {
        return with(id, previous, severity, closed, ending, under, flapping, now);
    }

    /** This episode as {@code candidate} shows it, with {@code worst} as the worst severity so far. */
    Episode shown(AlertCandidate candidate, Severity worst, List<FoldedFinding> there) {
        return new Episode(
                id,
                room,
                kind,
                cause,
                number,
                previous,
                worst,
                candidate.verdict(),
                candidate.confidence(),
                candidate.scope(),
                firstScope,
                layer,
                owner,
                since,
                opened,
                closed,
                ending,
                under,
                flapping,
                there,
                candidate.metrics(),
                check,
                report);
    }

    private Episode with(
            long name,
            @Nullable Long before,
            Severity worst,
            @Nullable Instant closedAt,
            @Nullable Ending why,
            @Nullable String root,
            boolean flaps,
            @Nullable ActionCheck checked) {
        return new Episode(
                name,
                room,
                kind,
                cause,
                number,
                before,
                worst,
                verdict,
                confidence,
                scope,
                firstScope,
                layer,
                owner,
                since,
                opened,
                closedAt,
                why,
                root,
                flaps,
                folded,
                metrics,
                checked,
                report);
    }
}
