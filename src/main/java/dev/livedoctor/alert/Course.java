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
 * @param start of the last window; null before the first
 * @param end of the last window
 * @param strides the last times from the start of one window to that of the next
 * @param resting whether the broadcast has ended
 * @param rests when the last broadcasts ended
 * @param tracks by code
 * @param closed episodes that are over, in the order of their ends
 */
record Course(
        String room,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Duration> strides,
        boolean resting,
        List<Instant> rests,
        Map<String, Track> tracks,
        List<Episode> closed) {
    private static final int STRIDES = 5;
    private static final int RESTS = 14;
    private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();
    private static final long ABOUT_MINUTES = 30;

    static Course of(String room) {
        return new Course(room, null, null, List.of(), false, List.of(), Map.of(), List.of());
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
        return new Course(room, start, end, strides, resting, rests, all, closed);
    }

    /** The same after the broadcast ended with the last window, which says so at {@code at} the latest. */
    Course rested(Instant at) {
        Instant last = end == null ? at : end;
        Map<String, Track> all = new TreeMap<>();
        List<Episode> over = new ArrayList<>(closed);
        tracks.forEach((code, track) -> {
            Episode open = track.open();
            if (open != null) {
                Instant when = at.isBefore(open.opened()) ? open.opened() : at;
                over.add(open.closed(when, new Ending(Ending.By.BROADCAST_ENDED, last, null)));
            }
            all.put(code, new Track(track.count(), null, Map.of(), null, List.of(), List.of(), null, null));
        });
        List<Instant> ended = new ArrayList<>(rests);
        ended.add(last);
        return new Course(
                room,
                start,
                end,
                strides,
                true,
                ended.subList(Math.max(0, ended.size() - RESTS), ended.size()),
                all,
                over);
    }

    /** Whether something bad is open, which would not end by itself. */
    boolean isInTrouble() {
        return tracks.values().stream()
                .map(Track::open)
                .anyMatch(open -> open != null
                        && open.kind() != Kind.TELEMETRY_GAP
                        && open.severity().compareTo(Severity.MAJOR) <= 0);
    }

    /** Whether one of the last broadcasts of this room ended about this time of day. */
    boolean hasEndedAbout(Instant time) {
        return rests.stream().anyMatch(rest -> {
            long apart = Math.floorMod(Duration.between(rest, time).toMinutes(), DAY_MINUTES);
            return Math.min(apart, DAY_MINUTES - apart) <= ABOUT_MINUTES;
        });
    }

    /** The same without what is over. */
    Course settled() {
        return new Course(room, start, end, strides, resting, rests, tracks, List.of());
    }
}
