package dev.livedoctor.alert;

import dev.livedoctor.alert.EpisodeChange.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the alerts of rooms. The result does not depend on the order in which windows arrive, as long as none is later than
 * {@link AlertPolicy#lateness}: each new window evaluates again all windows that may still change, and only the difference to what was
 * already published is returned.
 */
public final class AlertEvaluator {
    /** Most windows of a room that are kept for another evaluation. */
    private static final int MOST = 500;

    private final AlertPolicy policy;
    private final TelemetryGap telemetryGap;
    private final EpisodeTracker tracker;
    private final Timeline timeline;

    /** An evaluator that raises alerts as {@code policy} says. */
    public AlertEvaluator(AlertPolicy policy) {
        this.policy = policy;
        telemetryGap = new TelemetryGap(policy);
        tracker = new EpisodeTracker(policy, telemetryGap);
        timeline = new Timeline(policy);
    }

    /**
     * The result of one evaluation.
     *
     * @param state the room from now on
     * @param changes to publish, in order
     * @param episodes the new and changed ones
     * @param silentAt when to call {@link #onNoData} if no window arrives; null for never
     */
    public record Outcome(
            RoomState state,
            List<EpisodeChange> changes,
            List<Episode> episodes,
            @Nullable Instant silentAt) {}

    /** The outcome that changes nothing. */
    public Outcome nothing(RoomState state) {
        return new Outcome(state, List.of(), List.of(), nextCheckAt(state));
    }

    /**
     * Evaluates one more window that arrived at {@code now}. One that is too late changes nothing.
     *
     * @param ids gives ids to new episodes and to changes
     */
    public Outcome onWindow(RoomState state, WindowSummary summary, Instant now, LongSupplier ids) {
        if (state.has(summary)) {
            return nothing(state);
        }
        if (!timeline.isLate(state, summary)) {
            return tell(timeline.with(state, summary, now), ids);
        }
        RoomState astray = timeline.withLate(state, summary, now);
        return timeline.wasPutRight(astray) ? tell(shifted(astray, now), ids) : nothing(astray);
    }

    /** Restarts evaluation after the sender's clock was corrected, from the first window that carries the corrected time. */
    private RoomState shifted(RoomState state, Instant now) {
        RoomState shifted = new RoomState(
                evaluation(state).clockCorrected(), List.of(), List.of(), null, null, state.told(), state.last());
        for (WindowSummary one : state.astray()) {
            shifted = timeline.with(shifted, one, now);
        }
        return shifted;
    }

    /** No window has arrived until {@code now}. A gap long enough to end the broadcast, not published before, only ends it. */
    public Outcome onNoData(RoomState state, Instant now, LongSupplier ids) {
        RoomState counted = timeline.at(state, now);
        EvaluationState evaluation = evaluation(counted);
        Instant over = telemetryGap.overAt(evaluation);
        if (over == null || now.isBefore(over) || TelemetryGap.isSaid(evaluation)) {
            return tell(counted.asked(now), ids);
        }
        EvaluationState rested = evaluation.broadcastEnded(over, false);
        EpisodeDiff diff = new EpisodeDiff(counted, rested, ids);
        return new Outcome(
                forgetting(
                        counted.with(rested.withoutClosed(), counted.waiting()).with(diff.told(), diff.last())),
                diff.changes(),
                diff.episodes(),
                null);
    }

    /** When to call {@link #onNoData} if no window arrives; null for never. */
    public @Nullable Instant nextCheckAt(RoomState state) {
        return nextCheckAt(evaluation(state));
    }

    private @Nullable Instant nextCheckAt(EvaluationState evaluation) {
        return TelemetryGap.isSaid(evaluation) ? telemetryGap.overAt(evaluation) : telemetryGap.missedAt(evaluation);
    }

    /** When the broadcast counts as ended, if nothing comes; null where it has. */
    public @Nullable Instant broadcastOverAt(RoomState state) {
        return telemetryGap.overAt(evaluation(state));
    }

    /** Somebody took {@code action} about the open {@code episode} at {@code at}. */
    public Outcome onAction(RoomState state, Episode episode, String action, Instant at, LongSupplier ids) {
        CauseState track = state.base().tracks().getOrDefault(episode.cause(), CauseState.NEW);
        EvaluationState base = state.base().with(episode.cause(), track.acted(new CauseState.Act(action, at)));
        ActionCheck check = episode.check();
        Episode after = check == null ? episode : episode.checked(check.acted(action, at));
        Map<String, Episode> told = new TreeMap<>(state.told());
        told.put(RoomState.key(after), after);
        return new Outcome(
                state.with(base, state.recent()).with(told, state.last()),
                List.of(new EpisodeChange(ids.getAsLong(), at, Type.ACTED, action, after)),
                List.of(after),
                nextCheckAt(state));
    }

    private Instant certain(RoomState state) {
        Instant seen = state.seen();
        return seen == null ? Instant.MIN : seen.minus(policy.lateness());
    }

    private EvaluationState evaluation(RoomState state) {
        EvaluationState evaluation = state.base();
        for (WindowSummary one : state.counting()) {
            evaluation = tracker.next(evaluation, one, certain(state), state.silentAt());
        }
        Instant silentAt = state.silentAt();
        return silentAt == null ? evaluation : telemetryGap.until(evaluation, silentAt);
    }

    private Outcome tell(RoomState state, LongSupplier ids) {
        EvaluationState evaluation = evaluation(state);
        EpisodeDiff diff = new EpisodeDiff(state, evaluation, ids);
        Instant certain = certain(state);
        EvaluationState base = state.base();
        List<WindowSummary> counting = state.counting();
        int settled = 0;
        for (WindowSummary one : counting) {
            if (one.window().end().isAfter(certain) && counting.size() - settled <= MOST) {
                break;
            }
            base = tracker.next(base, one, certain, state.silentAt()).withoutClosed();
            settled++;
        }
        List<WindowSummary> rest =
                List.copyOf(state.recent().subList(settled, state.recent().size()));
        RoomState after = state.with(base, rest).with(diff.told(), diff.last());
        return new Outcome(forgetting(after), diff.changes(), diff.episodes(), nextCheckAt(evaluation));
    }

    /** What was closed before the windows at hand cannot change any more. */
    private RoomState forgetting(RoomState state) {
        if (state.told().values().stream().allMatch(Episode::isOpen)) {
            return state;
        }
        List<String> made =
                evaluation(state).closed().stream().map(RoomState::key).toList();
        Map<String, Episode> told = new TreeMap<>(state.told());
        told.entrySet().removeIf(one -> !one.getValue().isOpen() && !made.contains(one.getKey()));
        return state.with(told, state.last());
    }
}
