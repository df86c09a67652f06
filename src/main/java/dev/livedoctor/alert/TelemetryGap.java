package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether a room without windows has a telemetry gap, or whether its broadcast has ended. */
final class TelemetryGap {
    private final AlertPolicy policy;

    TelemetryGap(AlertPolicy policy) {
        this.policy = policy;
    }

    /** When the gap is alerted if no window arrives; null for never, such as after the end of a broadcast. */
    @Nullable
    Instant missedAt(EvaluationState evaluation) {
        Instant end = evaluation.end();
        return end == null || evaluation.isResting() ? null : end.plus(policy.gap(evaluation.stride()));
    }

    /** When the broadcast counts as ended if no window arrives; null if it has ended. */
    @Nullable
    Instant overAt(EvaluationState evaluation) {
        Instant end = evaluation.end();
        return end == null || evaluation.isResting() ? null : end.plus(policy.over(evaluation.stride()));
    }

    /** Whether the gap is alerted already. */
    static boolean isSaid(EvaluationState evaluation) {
        CauseState track = evaluation.tracks().get(Episode.GAP);
        return track != null && track.isSilent();
    }

    /** The room at {@code now}, if no window arrived since its last one. */
    EvaluationState until(EvaluationState evaluation, Instant now) {
        Instant missed = missedAt(evaluation);
        Instant over = overAt(evaluation);
        Instant end = evaluation.end();
        if (missed == null || over == null || end == null || now.isBefore(missed)) {
            return evaluation;
        }
        Severity severity = severity(evaluation, end);
        if (severity == null) {
            return evaluation.broadcastEnded(missed, false);
        }
        EvaluationState silent = isSaid(evaluation) ? evaluation : said(evaluation, end, missed, severity);
        return now.isBefore(over) ? silent : silent.broadcastEnded(over, false);
    }

    private static EvaluationState said(EvaluationState evaluation, Instant end, Instant missed, Severity severity) {
        CauseState track = evaluation.tracks().getOrDefault(Episode.GAP, CauseState.NEW);
        CauseState fallen = track.silent(end, missed);
        return evaluation.with(
                Episode.GAP,
                fallen.open() != null
                        ? fallen
                        : fallen.with(
                                Episode.gap(evaluation.room(), track.count() + 1, severity, end, missed, fallen.flaps())
                                        .under(evaluation.outage())));
    }

    /**
     * Severity of the gap after {@code end}; null if it is a normal end. If windows simply stop, only the usual end time can tell: if at
     * least half of the endings about that time were like this it is normal, otherwise MINOR.
     */
    private static @Nullable Severity severity(EvaluationState evaluation, Instant end) {
        BroadcastEndings endings = evaluation.rhythm();
        boolean about = endings.endsAbout(end);
        if (evaluation.broadcast().ebbs()) {
            return (about ? evaluation.isInTrouble() : evaluation.isInAnyTrouble()) ? Severity.MAJOR : null;
        }
        if (!about || evaluation.isInTrouble()) {
            return Severity.MAJOR;
        }
        return endings.stopsAbout(end) && !evaluation.isFailing() ? null : Severity.MINOR;
    }

    /**
     * The room after a gap, before the window that begins at {@code now}.
     *
     * @param asked until when no window had arrived at the last gap check, which alerted the gap then; null if there was none
     */
    EvaluationState before(EvaluationState evaluation, Instant now, @Nullable Instant asked) {
        Instant missed = missedAt(evaluation);
        Instant over = overAt(evaluation);
        boolean told = asked != null && missed != null && !asked.isBefore(missed);
        // Do not report a gap afterwards when the broadcast had ended.
        return over != null && !told && slept(evaluation, now) && !isOdd(evaluation)
                ? evaluation.broadcastEnded(over, false)
                : until(evaluation, now);
    }

    /** Whether windows stopped in a way in which broadcasts of this room seldom end, though nothing was wrong. */
    private static boolean isOdd(EvaluationState evaluation) {
        return evaluation.rhythm().seldomStops() && !evaluation.broadcast().ebbs() && !evaluation.isInTrouble();
    }

    /** Whether what was taken for an end was none: the room goes on before long, with at least half of its viewers. */
    private boolean goesOn(EvaluationState evaluation, WindowSummary summary) {
        Instant end = evaluation.end();
        return end != null
                && evaluation.isResting()
                && !summary.ends()
                && summary.window().start().isBefore(end.plus(policy.over(evaluation.stride())))
                && !evaluation.rhythm().isAnnounced(end)
                && evaluation.broadcast().goesOn(summary.viewers());
    }

    /** Whether the gap until {@code now} is too long for anything but the end of a broadcast. */
    private boolean slept(EvaluationState evaluation, Instant now) {
        Instant end = evaluation.end();
        return end != null && Duration.between(end, now).compareTo(policy.slept(evaluation.stride())) >= 0;
    }

    /** The room when it reports again: a long gap teaches when its broadcasts end, and an alerted gap is over. */
    EvaluationState broken(EvaluationState asleep, WindowSummary summary) {
        Window window = summary.window();
        Instant end = asleep.end();
        EvaluationState evaluation = end != null && goesOn(asleep, summary)
                ? said(asleep.broadcastResumed(), end, end.plus(policy.gap(asleep.stride())), Severity.MINOR)
                : asleep;
        BroadcastEndings endings = end != null && evaluation.isResting() && slept(evaluation, window.start())
                ? evaluation.rhythm().slept(end)
                : evaluation.rhythm();
        EvaluationState awake = evaluation.with(endings.heard(window));
        CauseState track = awake.tracks().get(Episode.GAP);
        if (track == null || track.open() == null) {
            return awake;
        }
        CauseState heard = track.absent(window);
        Streak clear = Objects.requireNonNull(heard.clear());
        Episode open = Objects.requireNonNull(heard.open());
        boolean flapping = heard.isFlapping();
        if (flapping && !clear.held(policy.clear().multipliedBy(AlertPolicy.FLAPPING_CLEAR))) {
            return awake.with(Episode.GAP, heard.with(open.flapping(true)));
        }
        return awake.with(Episode.GAP, heard.with(null))
                .closed(open.closed(window.end(), new Ending(Ending.By.RESUMED, clear.since(), null)));
    }
}
