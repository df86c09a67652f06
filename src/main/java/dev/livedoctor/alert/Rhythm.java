package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the broadcasts of a room end, by those that have ended.
 *
 * @param rests the last ends, in order
 */
record Rhythm(List<Rest> rests) {
    private static final int MOST = 14;
    /** One that ended much earlier than others is no habit. */
    private static final int SOME = 2;

    private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();
    private static final long ABOUT_MINUTES = 30;
    /** Within which the room is heard that goes on, even if a window is lost. */
    private static final long LATER_MINUTES = 10;
    /** What is about the same time of day, and further apart than this, is on different days. */
    private static final Duration ANOTHER_DAY = Duration.ofHours(12);

    /**
     * A broadcast ended, or seemed to.
     *
     * @param at with the window that ended then
     * @param sure whether that was announced, or the room stayed silent for so long that it can hardly have been anything else
     */
    record Rest(Instant at, boolean sure) {
        private boolean isAbout(Instant time) {
            long apart = Math.floorMod(Duration.between(at, time).toMinutes(), DAY_MINUTES);
            return Math.min(apart, DAY_MINUTES - apart) <= ABOUT_MINUTES;
        }

        /** Whether it is sure, and the room goes on in {@code window} past that time of another day. */
        private boolean isOutlived(Window window) {
            Duration later = Duration.between(at, window.end());
            return sure
                    && later.compareTo(ANOTHER_DAY) > 0
                    && Math.floorMod(later.toMinutes() - ABOUT_MINUTES, DAY_MINUTES)
                            < Math.max(LATER_MINUTES, Math.round(window.minutes()));
        }
    }

    Rhythm ended(Instant at, boolean announced) {
        List<Rest> ended = new ArrayList<>(rests);
        ended.add(new Rest(at, announced));
        return new Rhythm(List.copyOf(ended.subList(Math.max(0, ended.size() - MOST), ended.size())));
    }

    /** The same when it is known that the silence since {@code at} was a long one. */
    Rhythm slept(Instant at) {
        return new Rhythm(rests.stream()
                .map(rest -> rest.at.equals(at) ? new Rest(at, true) : rest)
                .toList());
    }

    /** The same when the room is heard in {@code window}: what ended earlier on one other day may not end so as a habit. */
    Rhythm heard(Window window) {
        return rests.stream().noneMatch(rest -> rest.isOutlived(window))
                ? this
                : new Rhythm(rests.stream()
                        .map(rest -> rest.isOutlived(window) ? new Rest(rest.at, false) : rest)
                        .toList());
    }

    /**
     * Whether one that is on since {@code begin} may be about to end at {@code time}: another one did about this time of day, or some had
     * ended by then.
     */
    boolean mayEnd(Instant begin, Instant time) {
        long minutes = Duration.between(begin, time).toMinutes();
        return rests.stream().anyMatch(rest -> rest.isAbout(time))
                || rests.stream()
                                .filter(rest -> Math.floorMod(
                                                Duration.between(begin, rest.at).toMinutes(), DAY_MINUTES)
                                        <= minutes)
                                .count()
                        >= SOME;
    }

    /** Whether a broadcast usually ends about this time of day: one surely did, or two of different days seemed to. */
    boolean endsAbout(Instant time) {
        List<Rest> about = rests.stream().filter(rest -> rest.isAbout(time)).toList();
        return about.stream().anyMatch(Rest::sure)
                || about.size() > 1
                        && Duration.between(about.get(0).at, about.get(about.size() - 1).at)
                                        .compareTo(ANOTHER_DAY)
                                > 0;
    }
}
