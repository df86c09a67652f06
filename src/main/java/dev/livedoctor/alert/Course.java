package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A room after some of its windows.
 *
 * @param room its name
 * @param begin of the first window of the broadcast; null where it is not known
 * @param start of the last window; null before the first
 * @param end of the last window
 * @param strides the last times from the start of one window to that of the next
 * @param resting whether the broadcast has ended
 * @param rests when broadcasts ended
 * @param tracks by code
 * @param closed episodes that are over, in the order of their ends
 */
record Course(
        String room,
        @Nullable Instant begin,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Duration> strides,
        boolean resting,
        List<Rhythm.Rest> rests,
        Map<String, Track> tracks,
        List<Episode> closed) {
    private static final int STRIDES = 5;

    static Course of(String room) {
        return new Course(room, null, null, null, List.of(), false, List.of(), Map.of(), List.of());
    }

    /** How often the room reports: the shortest of the last times between two windows. */
    Duration stride() {
        return strides.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The same after {@code window}, with these tracks. */
    Course after(Window window, Map<String, Track> now, List<Episode> over) {
        List<Duration> last = new ArrayList<>(strides);
        Instant before = start;
        if (before == null) {
            last.add(Duration.between(window.start(), window.end()));
        } else if (window.start().isAfter(before)) {
            if (last.size() == STRIDES) {
                last.remove(0);
            }
            last.add(Duration.between(before, window.start()));
        }
        Instant latest = end;
        return new Course(
                room,
                began(window),
                before == null || window.start().isAfter(before) ? window.start() : before,
                latest == null || window.end().isAfter(latest) ? window.end() : latest,
                last,
                false,
                rests,
                now,
                over);
    }

    Course with(String code, Track track) {
        Map<String, Track> all = new TreeMap<>(tracks);
        all.put(code, track);
        return new Course(room, begin, start, end, strides, resting, rests, all, closed);
    }

    Course with(Rhythm rhythm) {
        return new Course(room, begin, start, end, strides, resting, rhythm.rests(), tracks, closed);
    }

    /** The same, with one more episode that is over. */
    Course closed(Episode episode) {
        List<Episode> over = new ArrayList<>(closed);
        over.add(episode);
        return new Course(room, begin, start, end, strides, resting, rests, tracks, over);
    }

    /**
     * The same after the broadcast ended with the last window, which is said at {@code at} the latest. A silence that began while
     * something was wrong teaches no rhythm.
     */
    Course rested(Instant at, boolean announced) {
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
        Rhythm rhythm = announced || !isInTrouble() ? rhythm().ended(last, announced) : rhythm();
        return new Course(room, begin, start, end, strides, true, rhythm.rests(), all, over);
    }

    /** Whether the room is still filling at the end of {@code window}. */
    boolean isFilling(Window window, Duration tide) {
        Instant began = began(window);
        return began != null && !window.end().isAfter(began.plus(tide));
    }

    /** Whether the broadcast may be about to end at the end of {@code window}. */
    boolean mayEnd(Window window) {
        Instant began = began(window);
        return began != null && rhythm().mayEnd(began, window.end());
    }

    /** When the broadcast began that {@code window} is of; null where it is not known. */
    private @Nullable Instant began(Window window) {
        return resting || start == null ? window.start() : begin;
    }

    Rhythm rhythm() {
        return new Rhythm(rests);
    }

    /** The same by another clock: what is open stays open, and nothing is known of the time until the next window. */
    Course shifted() {
        Map<String, Track> all = new TreeMap<>();
        tracks.forEach((code, track) -> all.put(code, track.shifted()));
        return new Course(room, null, null, null, strides, false, rests, all, List.of());
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
        return tracks.values().stream()
                .filter(track -> !track.tidal())
                .map(Track::open)
                .anyMatch(open -> open != null
                        && open.kind() != Kind.TELEMETRY_GAP
                        && open.severity().compareTo(Severity.MAJOR) <= 0);
    }

    /** The same without what is over. */
    Course settled() {
        return new Course(room, begin, start, end, strides, resting, rests, tracks, List.of());
    }
}
