package dev.livedoctor.alert;

import dev.livedoctor.alert.Rhythm.Way;
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
record Course(String room, Broadcast broadcast, Rhythm rhythm, Map<String, Track> tracks, List<Episode> closed) {

    static Course of(String room) {
        return new Course(room, Broadcast.NONE, Rhythm.NONE, Map.of(), List.of());
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

    /** The same after the window of {@code sighting}, with these tracks. */
    Course after(Sighting sighting, Map<String, Track> now, List<Episode> over) {
        return new Course(room, broadcast.after(sighting.window(), sighting.viewers()), rhythm, now, over);
    }

    Course with(String code, Track track) {
        Map<String, Track> all = new TreeMap<>(tracks);
        all.put(code, track);
        return new Course(room, broadcast, rhythm, all, closed);
    }

    Course with(Rhythm now) {
        return new Course(room, broadcast, now, tracks, closed);
    }

    private Course with(Broadcast now) {
        return new Course(room, now, rhythm, tracks, closed);
    }

    /** The same, with one more episode that is over. */
    Course closed(Episode episode) {
        List<Episode> over = new ArrayList<>(closed);
        over.add(episode);
        return new Course(room, broadcast, rhythm, tracks, over);
    }

    /**
     * The same after the broadcast ended with the last window, which is said at {@code at} the latest. A silence that began while
     * something was wrong teaches no rhythm.
     */
    Course rested(Instant at, boolean announced) {
        Instant end = end();
        Instant last = end == null ? at : end;
        Map<String, Track> all = new TreeMap<>();
        List<Episode> over = new ArrayList<>(closed);
        tracks.forEach((code, track) -> {
            Episode open = track.open();
            if (open != null) {
                over.add(open.closed(at, new Ending(Ending.By.BROADCAST_ENDED, last, null)));
            }
            all.put(code, Track.after(track.count()));
        });
        Way way = announced ? Way.ANNOUNCED : broadcast.ebbs() ? Way.EBBED : Way.STOPPED;
        return new Course(
                room, broadcast.over(true), announced || !isInTrouble() ? rhythm.ended(last, way) : rhythm, all, over);
    }

    /** The same where the broadcast had not ended with the last window. */
    Course awake() {
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
    Course shifted() {
        Map<String, Track> all = new TreeMap<>();
        tracks.forEach((code, track) -> all.put(code, track.shifted()));
        return new Course(room, broadcast.shifted(), rhythm, all, List.of());
    }

    /** The code of what is open and says that the stream is dead; null where nothing does. */
    @Nullable
    String outage() {
        return tracks.values().stream()
                .map(Track::open)
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

    private boolean isInTrouble(Predicate<Track> which) {
        return tracks.values().stream()
                .filter(which)
                .map(Track::open)
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
    Course settled() {
        return new Course(room, broadcast, rhythm, tracks, List.of());
    }
}
