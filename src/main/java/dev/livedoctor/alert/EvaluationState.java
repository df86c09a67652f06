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
 * @param rhythm when broadcasts ended
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

    /** The same after the window of {@code summary}, with these tracks. */
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

    /** The same, with one more episode that is over. */
    EvaluationState closed(Episode episode) {
        List<Episode> over = new ArrayList<>(closed);
        over.add(episode);
        return new EvaluationState(room, broadcast, rhythm, tracks, over);
    }

    /**
     * The same after the broadcast ended with the last window, which is said at {@code at} the latest. A silence that began while
     * something was wrong teaches no rhythm.
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

    /** The same where the broadcast had not ended with the last window. */
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

    /** The same by another clock: what is open stays open, and nothing is known of the time until the next window. */
    EvaluationState clockCorrected() {
        Map<String, CauseState> all = new TreeMap<>();
        tracks.forEach((code, track) -> all.put(code, track.shifted()));
        return new EvaluationState(room, broadcast.shifted(), rhythm, all, List.of());
    }

    /** The code of what is open and says that the stream is dead; null where nothing does. */
    @Nullable
    String outage() {
        return tracks.values().stream()
                .map(CauseState::open)
                .filter(open -> open != null && open.under() == null && open.shows(Episode.OUTAGE))
                .map(open -> open.cause())
                .findFirst()
                .orElse(null);
    }

    /** Whether something bad is open, which would not end by itself as a room does that empties. */
    boolean isInTrouble() {
        return isInTrouble(track -> !track.tidal());
    }

    /** Whether something bad is open. */
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

    /** Whether the last window showed something bad that has not held for long enough to be an alert. */
    boolean isFailing() {
        return tracks.values().stream()
                .anyMatch(track -> !track.tidal() && track.holding().containsKey(Severity.MAJOR));
    }

    /** The same without what is over. */
    EvaluationState withoutClosed() {
        return new EvaluationState(room, broadcast, rhythm, tracks, List.of());
    }
}
