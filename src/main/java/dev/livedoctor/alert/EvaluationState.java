package dev.livedoctor.alert;

import dev.livedoctor.alert.BroadcastEndings.Way;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A room after some of its windows.
 *
 * @param room its name
 * @param broadcast that is on, or was the last
 * @param rhythm when and how the last broadcasts ended
 * @param tracks by code
 * @param closed episodes that are over, in the order of their ends
 */
record EvaluationState(
        String room,
        Broadcast broadcast,
        BroadcastEndings rhythm,
        Map<String, CauseState> tracks,
        List<Episode> closed) {

    static EvaluationState of(String room) {
        return new EvaluationState(room, Broadcast.NONE, BroadcastEndings.NONE, Map.of(), List.of());
    }

    /** The end of the last window; null before the first. */
    @Nullable
    Instant end() {
        return broadcast.end();
    }

    /** Whether the broadcast has ended. */
    boolean isResting() {
        return broadcast.over();
    }

    /** How often the room reports. */
    Duration stride() {
        return broadcast.stride();
    }

    /** This state after the window of {@code summary}, with these tracks. */
    EvaluationState after(WindowSummary summary, Map<String, CauseState> now, List<Episode> over) {
        return new EvaluationState(room, broadcast.after(summary.window(), summary.viewers()), rhythm, now, over);
    }

    EvaluationState with(String code, CauseState track) {
        Map<String, CauseState> all = new TreeMap<>(tracks);
        all.put(code, track);
        return new EvaluationState(room, broadcast, rhythm, all, closed);
    }

    EvaluationState with(BroadcastEndings now) {
        return new EvaluationState(room, broadcast, now, tracks, closed);
    }

    private EvaluationState with(Broadcast now) {
        return new EvaluationState(room, now, rhythm, tracks, closed);
    }

    /** This state with one more closed episode. */
    EvaluationState closed(Episode episode) {
        List<Episode> over = new ArrayList<>(closed);
        over.add(episode);
        return new EvaluationState(room, broadcast, rhythm, tracks, over);
    }

    /**
     * This state after the broadcast ended with the last window. A gap that began while something was wrong does not teach when the room
     * ends.
     *
     * @param at when open episodes close
     */
    EvaluationState broadcastEnded(Instant at, boolean announced) {
        Instant end = end();
        Instant last = end == null ? at : end;
        Map<String, CauseState> all = new TreeMap<>();
        List<Episode> over = new ArrayList<>(closed);
        tracks.forEach((code, track) -> {
            Episode open = track.open();
            if (open != null) {
                over.add(open.closed(at, new Ending(Ending.By.BROADCAST_ENDED, last, null)));
            }
            all.put(code, CauseState.after(track.count()));
        });
        Way way = announced ? Way.ANNOUNCED : broadcast.ebbs() ? Way.EBBED : Way.STOPPED;
        return new EvaluationState(
                room, broadcast.over(true), announced || !isInTrouble() ? rhythm.ended(last, way) : rhythm, all, over);
    }

    /** This state where what was taken for the end of the broadcast was none. */
    EvaluationState broadcastResumed() {
        Instant end = end();
        return with(broadcast.over(false)).with(end == null ? rhythm : rhythm.without(end));
    }

    /** Whether the room is still filling at the end of {@code window}. */
    boolean isFilling(Window window, Duration tide) {
        Instant began = broadcast.began(window);
        return began != null && !window.end().isAfter(began.plus(tide));
    }

    /** Whether the broadcast may be about to end at the end of {@code window}. */
    boolean mayEnd(Window window) {
        Instant began = broadcast.began(window);
        return began != null && rhythm.mayEnd(began, window.end());
    }

    /** This state after the sender's clock was corrected: open episodes stay open, and the time until the next window is unknown. */
    EvaluationState clockCorrected() {
        Map<String, CauseState> all = new TreeMap<>();
        tracks.forEach((code, track) -> all.put(code, track.shifted()));
        return new EvaluationState(room, broadcast.shifted(), rhythm, all, List.of());
    }

    /** The code of the open episode that shows a dead stream; null if there is none. */
    @Nullable
    String outage() {
        return tracks.values().stream()
                .map(CauseState::open)
                .filter(open -> open != null && open.under() == null && open.shows(Episode.OUTAGE))
                .map(open -> open.cause())
                .findFirst()
                .orElse(null);
    }

    /** Whether a critical or major episode is open that is not only due to the room's tide. */
    boolean isInTrouble() {
        return isInTrouble(track -> !track.tidal());
    }

    /** Whether any critical or major episode is open. */
    boolean isInAnyTrouble() {
        return isInTrouble(track -> true);
    }

    private boolean isInTrouble(Predicate<CauseState> which) {
        return tracks.values().stream()
                .filter(which)
                .map(CauseState::open)
                .anyMatch(open -> open != null
                        && open.kind() != EpisodeKind.TELEMETRY_GAP
                        && open.severity().compareTo(Severity.MAJOR) <= 0);
    }

    /** Whether the last window showed something major or critical, even if it has not held long enough for an alert. */
    boolean isFailing() {
        return tracks.values().stream()
                .anyMatch(track -> !track.tidal() && track.holding().containsKey(Severity.MAJOR));
    }

    /** This state without its closed episodes. */
    EvaluationState withoutClosed() {
        return new EvaluationState(room, broadcast, rhythm, tracks, List.of());
    }
}
